/** Pixels to draw on: Skia, which draws the same everywhere. */
import { loadSkia } from "./skia.ts";

/** x and y in pixels, from the left and from above. */
export type Spot = readonly [number, number];
/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/** A sheet that is drawn on again and again. */
export interface Paper extends Disposable {
  readonly width: number;
  readonly height: number;
  /** What is on it, [height, width, 4] RGBA: the next shape changes it. */
  pixels(): Uint8Array<ArrayBuffer>;
  /** All of it. */
  fill(colour: Colour): void;
  polygon(points: readonly Spot[], colour: Colour): void;
  /** A polygon that is lit between two points as a limb is between its edges. */
  trunk(points: readonly Spot[], from: Spot, to: Spot, colour: Colour): void;
  oval(centre: Spot, radii: Spot, colour: Colour): void;
  /** Two discs and what is between them, lit from the left above. */
  limb(from: Spot, fromRadius: number, to: Spot, toRadius: number, colour: Colour): void;
}

/** Light from one edge of a round thing to the other. */
const ROUND = [0.92, 1.08, 1, 0.7] as const;

/**
 * Lays out a sheet.
 *
 * @throws {UserError} When Skia was not fetched.
 */
export async function layPaper(width: number, height: number): Promise<Paper> {
  const kit = await loadSkia();
  const buffer = kit.Malloc(Uint8Array, 4 * width * height);
  const form = {
    width,
    height,
    colorType: kit.ColorType.RGBA_8888,
    alphaType: kit.AlphaType.Premul,
    colorSpace: kit.ColorSpace.SRGB,
  };
  const surface = kit.MakeRasterDirectSurface(form, buffer, 4 * width)!;
  const canvas = surface.getCanvas();
  const paint = new kit.Paint();
  paint.setAntiAlias(true);
  const solid = ([r, g, b]: Colour) => kit.Color4f(r, g, b, 1);

  const draw = (points: readonly Spot[], discs: readonly (readonly [Spot, number])[] = []) => {
    const builder = new kit.PathBuilder();
    builder.addPolygon(points.flat(), true);
    for (const [[x, y], radius] of discs) builder.addCircle(x, y, radius);
    const path = builder.detach();
    canvas.drawPath(path, paint);
    path.delete();
    builder.delete();
  };
  const shaded = (from: Spot, to: Spot, colours: readonly Colour[], body: () => void) => {
    const shader = kit.Shader.MakeLinearGradient(
      [...from],
      [...to],
      colours.map(solid),
      null,
      kit.TileMode.Clamp,
    );
    paint.setShader(shader);
    body();
    paint.setShader(null);
    shader.delete();
  };

  return {
    width,
    height,
    pixels: () => buffer.toTypedArray(),
    fill: (colour) => canvas.clear(solid(colour)),
    polygon(points, colour) {
      paint.setColor(solid(colour));
      draw(points);
    },
    trunk: (points, from, to, colour) =>
      shaded(from, to, ROUND.map((light) => tinted(colour, light)), () => draw(points)),
    oval([x, y], [rx, ry], colour) {
      paint.setColor(solid(colour));
      canvas.drawOval([x - rx, y - ry, x + rx, y + ry], paint);
    },
    limb(from, fromRadius, to, toRadius, colour) {
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const length = Math.hypot(dx, dy) || 1;
      // Across it, towards the light.
      const sign = dy >= dx ? 1 : -1;
      const [nx, ny] = [-sign * dy / length, sign * dx / length];
      const radius = Math.max(fromRadius, toRadius);
      const edge = (part: number): Spot => [from[0] + part * radius * nx, from[1] + part * radius * ny];
      shaded(edge(1), edge(-1), ROUND.map((light) => tinted(colour, light)), () => {
        // All around in one direction, so that what overlaps is filled.
        const points: readonly Spot[] = [
          [from[0] + fromRadius * nx, from[1] + fromRadius * ny],
          [to[0] + toRadius * nx, to[1] + toRadius * ny],
          [to[0] - toRadius * nx, to[1] - toRadius * ny],
          [from[0] - fromRadius * nx, from[1] - fromRadius * ny],
        ];
        draw(sign < 0 ? points : points.toReversed(), [[from, fromRadius], [to, toRadius]]);
      });
    },
    [Symbol.dispose]() {
      paint.delete();
      surface.dispose();
      kit.Free(buffer);
    },
  };
}

/** Lighter by a factor above 1, darker below. */
export function tinted(colour: Colour, light: number): Colour {
  const [r, g, b] = colour.map((value) => Math.min(1, value * light));
  return [r!, g!, b!];
}
