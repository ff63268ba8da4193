/** How clipping `value` runs. */
import * as tf from "@tensorflow/tfjs-core";
import { value as spec } from "../../../specs/kinds/clippings/value.ts";
import { kindRun } from "../kind.ts";
import type { Clip } from "./clipping.ts";

/** Every number moved into [-max, max]. */
export const value = kindRun(
  spec,
  ({ max }): Clip => (gradients) => gradients.map((each) => tf.clipByValue(each, -max, max)),
);
