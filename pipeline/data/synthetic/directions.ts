/** The directions that generated features are made of. */
import { streamKey } from "../../random/stream.ts";
import { normals } from "./noise.ts";

/** Kinds of background that all classes share. */
const SCENES = 4;

/** The directions that the features of one source are made of, each of length 1. */
export interface Directions {
  /** [C][D] */
  readonly classes: readonly Float64Array[];
  /** [D], of every action. */
  readonly motion: Float64Array;
  /** [4][D], of background. */
  readonly scenes: readonly Float64Array[];
}

/** The directions of a source with `width` = D values per snippet. */
export function drawDirections(seed: number, source: string, classes: number, width: number): Directions {
  const key = streamKey(seed, `synthetic.directions.${source}`);
  const directions = Array.from({ length: classes + 1 + SCENES }, (_, i) => {
    const vector = normals(width, key, i);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
  return {
    classes: directions.slice(0, classes),
    motion: directions[classes]!,
    scenes: directions.slice(classes + 1),
  };
}
