/** What is behind people: a sky and a ground, and things that go by at several speeds. */
import type { Draws } from "./draws.ts";
import { type Colour, type Paper, type Spot, tinted } from "./paper.ts";

/** The background of a film. */
export interface Scene {
  /** At its top. */
  readonly sky: Colour;
  readonly ground: Colour;
  /** Where the ground begins, from above, in parts of the picture's height. */
  readonly horizon: number;
  /** From far to near. */
  readonly things: readonly Thing[];
}

/** Something that goes by; lengths in parts of the picture's height, speeds in them a second. */
interface Thing {
  readonly kind: "house" | "tree" | "cloud" | "ball";
  /** Where it is at the beginning. */
  readonly x: number;
  /** Its lower edge, from above. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly speed: number;
  readonly colour: Colour;
}

/** Where things come in again after they went out, in parts of the picture's height beyond its edges. */
const MARGIN = 0.6;
/** Of the sky, each a little darker than the one above. */
const BANDS = 5;

/** Draws up a background. */
export function drawUpScene({ number, of }: Draws): Scene {
  const sky = colourOf(number, 0.45, 0.95);
  const ground = colourOf(number, 0.3, 0.6);
  const horizon = number(0.55, 0.75);
  const pan = number(-0.12, 0.12);
  const wide = () => number(-MARGIN, 4 / 3 + MARGIN);
  const clouds = Array.from({ length: 3 }, (): Thing => {
    const width = number(0.15, 0.4);
    const [y, speed] = [number(0.1, 0.35), 0.3 * pan + number(-0.03, 0.03)];
    return { kind: "cloud", x: wide(), y, width, height: 0.3 * width, speed, colour: tinted(sky, 1.15) };
  });
  const far = Array.from({ length: 6 }, (): Thing => {
    const kind = of(["house", "tree"] as const);
    const [width, height] = [number(0.12, 0.35), number(0.15, 0.5)];
    return { kind, x: wide(), y: horizon, width, height, speed: pan, colour: colourOf(number, 0.25, 0.75) };
  });
  const balls = Array.from({ length: 2 }, (): Thing => {
    const side = number(0.06, 0.14);
    const [y, speed] = [number(horizon + 0.05, 0.95), of([-1, 1]) * number(0.1, 0.5)];
    return {
      kind: "ball",
      x: wide(),
      y,
      width: side,
      height: side,
      speed,
      colour: colourOf(number, 0.2, 0.9),
    };
  });
  return { sky, ground, horizon, things: [...clouds, ...far, ...balls] };
}

function colourOf(number: Draws["number"], min: number, max: number): Colour {
  return [number(min, max), number(min, max), number(min, max)];
}

/** Draws a background as it is after some seconds. */
export function drawScene(paper: Paper, { sky, ground, horizon, things }: Scene, seconds: number): void {
  const { width, height } = paper;
  paper.fill(ground);
  for (let i = 0; i < BANDS; i++) {
    const [top, bottom] = [i / BANDS * horizon * height, horizon * height];
    paper.polygon([[0, top], [width, top], [width, bottom], [0, bottom]], tinted(sky, 1 - 0.2 * i / BANDS));
  }
  const round = width / height + 2 * MARGIN;
  for (const thing of things) {
    const gone = thing.x + MARGIN + thing.speed * seconds;
    const x = gone - Math.floor(gone / round) * round - MARGIN;
    drawThing(paper, thing, [x * height, thing.y * height], seconds);
  }
}

function drawThing(
  paper: Paper,
  { kind, width, height, speed, colour }: Thing,
  [x, y]: Spot,
  seconds: number,
): void {
  const [w, h] = [width * paper.height, height * paper.height];
  if (kind === "house") {
    paper.polygon([[x, y], [x, y - 0.7 * h], [x + w, y - 0.7 * h], [x + w, y]], colour);
    paper.polygon(
      [[x - 0.1 * w, y - 0.7 * h], [x + w / 2, y - h], [x + 1.1 * w, y - 0.7 * h]],
      tinted(colour, 0.6),
    );
    for (const at of [0.2, 0.6]) {
      const [left, top] = [x + at * w, y - 0.55 * h];
      paper.polygon([[left, top], [left + 0.2 * w, top], [left + 0.2 * w, top + 0.2 * h], [
        left,
        top + 0.2 * h,
      ]], tinted(colour, 1.5));
    }
  } else if (kind === "tree") {
    const trunk = 0.12 * w;
    paper.polygon([[x - trunk, y], [x - trunk, y - h / 2], [x + trunk, y - h / 2], [x + trunk, y]], [
      0.35,
      0.25,
      0.18,
    ]);
    paper.oval([x, y - 0.65 * h], [w / 2, 0.35 * h], tinted([0.3, 0.5, 0.25], 0.6 + colour[1]));
  } else if (kind === "cloud") {
    paper.oval([x, y], [w / 2, h / 2], colour);
    paper.oval([x + 0.3 * w, y + 0.1 * h], [0.35 * w, 0.4 * h], colour);
  } else {
    const bounce = Math.abs(Math.sin(3 * seconds + 20 * speed)) * h;
    paper.limb([x, y - bounce], w / 2, [x, y - bounce], w / 2, colour);
  }
}
