/** Skia, compiled to WebAssembly: what is used of the package `canvaskit-wasm`. */
import { createRequire } from "node:module";
import { filmPackage } from "../../kinds/encoders/film_packages.ts";

/** What the package gives. */
export interface Skia {
  readonly ColorType: { readonly RGBA_8888: unknown };
  readonly AlphaType: { readonly Premul: unknown };
  readonly ColorSpace: { readonly SRGB: unknown };
  readonly TileMode: { readonly Clamp: unknown };
  readonly Paint: new () => SkiaPaint;
  readonly PathBuilder: new () => SkiaPathBuilder;
  readonly Shader: {
    MakeLinearGradient(
      from: readonly number[],
      to: readonly number[],
      colours: readonly SkiaColour[],
      places: null,
      mode: unknown,
    ): Deletable;
  };
  /** Red, green, blue and opacity, 0 to 1. */
  Color4f(r: number, g: number, b: number, a: number): SkiaColour;
  Malloc(type: Uint8ArrayConstructor, length: number): SkiaMemory;
  Free(memory: SkiaMemory): void;
  /** Null where there is no room. */
  MakeRasterDirectSurface(form: unknown, memory: SkiaMemory, bytesPerRow: number): SkiaSurface | null;
}

type SkiaColour = Float32Array;

interface Deletable {
  delete(): void;
}

interface SkiaMemory {
  toTypedArray(): Uint8Array<ArrayBuffer>;
}

interface SkiaPaint extends Deletable {
  setAntiAlias(is: boolean): void;
  setColor(colour: SkiaColour): void;
  setShader(shader: Deletable | null): void;
}

interface SkiaPathBuilder extends Deletable {
  addPolygon(points: readonly number[], isClosed: boolean): unknown;
  addCircle(x: number, y: number, radius: number): unknown;
  /** Gives what was built. */
  detach(): Deletable;
}

interface SkiaSurface {
  getCanvas(): SkiaCanvas;
  dispose(): void;
}

interface SkiaCanvas {
  clear(colour: SkiaColour): void;
  drawPath(path: Deletable, paint: SkiaPaint): void;
  drawOval(edges: readonly number[], paint: SkiaPaint): void;
}

/**
 * Loads Skia.
 *
 * @throws {UserError} When it was not fetched.
 */
export async function loadSkia(): Promise<Skia> {
  const start = createRequire(filmPackage("canvaskit-wasm"))(".") as () => Promise<Skia>;
  return await start();
}
