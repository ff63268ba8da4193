/** Draws a body: clothes, skin and hair, from back to front. */
import type { Body, Sides } from "./body.ts";
import { drawHead } from "./head.ts";
import type { Look } from "./look.ts";
import { type Colour, type Paper, type Spot, tinted } from "./paper.ts";
import { along, mixture, turned, type Vector } from "./vector.ts";

/** Where a body stands in a picture. */
export interface Stand {
  /** The ground below its hips. */
  readonly foot: Spot;
  /** Its height in pixels. */
  readonly height: number;
  /** How far it is turned to the right of the picture, radians. */
  readonly yaw: number;
}

/** A part of a figure; what is nearer is drawn later. */
interface Part {
  readonly depth: number;
  draw(): void;
}

/** Two radii in parts of the body's height, a colour, and how much nearer than it is it counts. */
type Flesh = readonly [from: number, to: number, colour: Colour, nearer?: number];

/** So much farther a thigh counts: shirts hang over trousers. */
const BELOW_SHIRT = -0.06;

/** A point of a body in the picture. */
export function project([x, y]: Vector, { foot, height }: Stand): Spot {
  return [foot[0] + height * x, foot[1] - height * y];
}

/** Draws a body that was turned by the yaw of its stand. */
export function drawFigure(paper: Paper, body: Body, look: Look, stand: Stand): void {
  const part = (from: Vector, to: Vector, [r, s, colour, nearer = 0]: Flesh): Part => {
    const depth = (from[2] + to[2]) / 2 + nearer;
    const scale = stand.height * look.build;
    const lit = tinted(colour, 1 + 0.5 * depth);
    return {
      depth,
      draw: () => paper.limb(project(from, stand), r * scale, project(to, stand), s * scale, lit),
    };
  };
  const parts: Part[] = [
    ...(["left", "right"] as const).flatMap((side) => [
      ...legOf(body, side, look, stand.yaw).map(([from, to, flesh]) => part(from, to, flesh)),
      ...armOf(body, side, look).map(([from, to, flesh]) => part(from, to, flesh)),
    ]),
    {
      depth: 0.5 * middle(body.shoulders)[2] + 0.02,
      draw: () => drawTorso(paper, body, look, stand),
    },
    {
      depth: body.head[2] + 0.03,
      draw: () =>
        drawHead(paper, {
          neck: project(along(middle(body.shoulders), [0, 1, 0], 0.03), stand),
          middle: project(body.head, stand),
          height: stand.height,
          yaw: stand.yaw,
        }, look),
    },
  ];
  for (const { draw } of parts.toSorted((a, b) => a.depth - b.depth)) draw();
}

function middle({ left, right }: Sides<Vector>): Vector {
  return mixture(left, right, 0.5);
}

function legOf(
  body: Body,
  side: keyof Sides<Vector>,
  { skin, trousers, shoes, hasLongTrousers }: Look,
  yaw: number,
): [Vector, Vector, Flesh][] {
  const [hip, knee, ankle] = [body.hips[side], body.knees[side], body.ankles[side]];
  const toe = along(along(ankle, turned([0, 0, 1], yaw), 0.075), [0, 1, 0], -0.022);
  return [
    [hip, knee, [0.056, 0.038, trousers, BELOW_SHIRT]],
    [knee, ankle, [0.036, 0.023, hasLongTrousers ? trousers : skin]],
    [along(ankle, [0, 1, 0], -0.016), toe, [0.024, 0.02, shoes]],
  ];
}

function armOf(
  body: Body,
  side: keyof Sides<Vector>,
  { skin, shirt, hasLongSleeves }: Look,
): [Vector, Vector, Flesh][] {
  const [shoulder, elbow, wrist] = [body.shoulders[side], body.elbows[side], body.wrists[side]];
  const hand = along(wrist, along(wrist, elbow, -1), 0.25);
  const sleeve = mixture(shoulder, elbow, 0.6);
  return [
    [sleeve, elbow, [0.029, 0.026, hasLongSleeves ? shirt : skin]],
    [shoulder, sleeve, [0.039, 0.033, shirt]],
    [elbow, wrist, [0.026, 0.019, hasLongSleeves ? shirt : skin]],
    [wrist, hand, [0.019, 0.022, skin]],
  ];
}

function drawTorso(paper: Paper, body: Body, { skin, shirt, trousers, build }: Look, stand: Stand): void {
  const { shoulders, hips } = body;
  const [chest, pelvis] = [middle(shoulders), middle(hips)];
  const waist = mixture(pelvis, chest, 0.4);
  const scale = stand.height * build;
  /** Beside a point of the trunk, on the line of hips and shoulders. */
  const beside = (at: Vector, hipsPart: number, shouldersPart: number, side: keyof Sides<Vector>) =>
    project(
      along(
        along(at, along(hips[side], pelvis, -1), hipsPart),
        along(shoulders[side], chest, -1),
        shouldersPart,
      ),
      stand,
    );
  const outline = (rows: readonly (readonly [Vector, number, number])[]) => [
    ...rows.map(([at, h, s]) => beside(at, h, s, "left")),
    ...rows.toReversed().map(([at, h, s]) => beside(at, h, s, "right")),
  ];
  const wide = 1.25 * build;
  const [left, right] = [beside(waist, wide, 0.3, "left"), beside(waist, wide, 0.3, "right")];
  const [from, to] = left[0] < right[0] ? [left, right] : [right, left];
  paper.limb(project(hips.left, stand), 0.055 * scale, project(hips.right, stand), 0.055 * scale, trousers);
  paper.limb(
    project(waist, stand),
    0.075 * scale,
    project(mixture(waist, chest, 0.75), stand),
    0.085 * scale,
    shirt,
  );
  const up = along(chest, along(chest, pelvis, -1), 0.11);
  paper.trunk(
    outline([
      [up, 0, 0.45],
      [chest, 0, 1.15],
      [mixture(waist, chest, 0.45), wide, 0.35],
      [waist, wide, 0.25],
      [
        along(pelvis, along(chest, pelvis, -1), -0.06),
        1.7 * build,
        0.05,
      ],
    ]),
    from,
    to,
    shirt,
  );
  // Skin in the neck of a shirt, which only the front shows.
  const side = (name: keyof Sides<Vector>, up: number, out: number) =>
    project(along(along(chest, along(chest, pelvis, -1), up), along(shoulders[name], chest, -1), out), stand);
  paper.polygon(
    [side("left", 0.1, 0.36), side("left", -0.12, 0), side("right", 0.1, 0.36)],
    tinted(skin, 0.9),
  );
}
