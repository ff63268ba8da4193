/** Features as sums of directions. */
import { uniforms } from "../../random/draw.ts";
import type { StreamKey } from "../../random/stream.ts";
import type { Directions } from "./directions.ts";

/** Snippets of one kind of background. */
const SCENE_SNIPPETS = 16;

/** Values of one snippet [D]; their type is the precision in which they are added up. */
export type Sum = Float32Array | Float64Array;

/** Adds a part of a direction [D]. */
export function addPart(sum: Sum, direction: Float64Array, part: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = sum[d]! + part * direction[d]!;
}

/** The background of every snippet of a video of `length` = L snippets: another one of the scenes every 16 snippets. */
export function drawBackground(
  { scenes }: Directions,
  length: number,
  key: StreamKey,
  step: number,
): (row: number) => Float64Array {
  const drawn = uniforms(Math.ceil(length / SCENE_SNIPPETS), key, step);
  return (row) => scenes[Math.floor(drawn[Math.floor(row / SCENE_SNIPPETS)]! * scenes.length)]!;
}
