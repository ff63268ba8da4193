/** Draws a head with a face. */
import type { Look } from "./look.ts";
import { type Colour, type Paper, type Spot, tinted } from "./paper.ts";

/** Where a head is in a picture. */
export interface HeadPlace {
  /** Where the neck comes out of the shirt. */
  readonly neck: Spot;
  readonly middle: Spot;
  /** Of the whole body, pixels. */
  readonly height: number;
  /** How far the face is turned to the right of the picture, radians. */
  readonly yaw: number;
}

const WHITE: Colour = [0.95, 0.94, 0.92];
const DARK: Colour = [0.12, 0.08, 0.07];
const LIPS: Colour = [0.62, 0.25, 0.24];

/** From the middle of a face, radians. */
const EYE = 0.42;
const EAR = 1.5;

/** Draws a head. */
export function drawHead(
  paper: Paper,
  place: HeadPlace,
  { skin, hair, build }: Pick<Look, "skin" | "hair" | "build">,
): void {
  const { neck, middle: [x, y], height, yaw } = place;
  const turn = Math.sin(yaw);
  /** An oval, everything in parts of the body's height. */
  const oval = (dx: number, up: number, rx: number, ry: number, colour: Colour) =>
    paper.oval([x + dx * height, y - up * height], [rx * height, ry * height], colour);
  /** Across, of a place on the ball that the face is drawn on. */
  const across = (angle: number) => 0.055 * Math.sin(angle + yaw);
  const isSeen = (angle: number) => Math.cos(angle + yaw) > 0.1;

  paper.limb(neck, 0.032 * height * build, [x, y], 0.028 * height, tinted(skin, 0.85));
  oval(-0.012 * turn, 0.012, 0.062, 0.076, hair);
  for (const side of [-EAR, EAR]) {
    if (Math.cos(side + yaw) > -0.5) oval(across(side), 0.005, 0.012, 0.02, tinted(skin, 0.9));
  }
  oval(0.008 * turn, -0.006, 0.053, 0.068, skin);
  oval(-0.012 * turn, 0.06, 0.054, 0.026, hair);
  for (const side of [-EYE, EYE].filter(isSeen)) {
    oval(across(side), 0.008, 0.016, 0.011, WHITE);
    oval(across(side), 0.008, 0.008, 0.01, DARK);
    oval(across(side), 0.026, 0.017, 0.005, tinted(hair, 0.7));
  }
  oval(across(0), -0.014, 0.009, 0.013, tinted(skin, 0.82));
  oval(across(0) - 0.002, -0.01, 0.006, 0.012, tinted(skin, 1.08));
  oval(across(0), -0.038, 0.02, 0.006, LIPS);
}
