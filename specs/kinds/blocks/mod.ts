/** Every block kind of the language. */
import type { BlockSpec } from "./block.ts";
import { conv1d } from "./conv1d.ts";
import { depthwiseConv1d } from "./depthwise_conv1d.ts";
import { linear } from "./linear.ts";
import { memory } from "./memory.ts";
import { parameter } from "./parameter.ts";

/** The blocks by kind. */
export const BLOCKS: ReadonlyMap<string, BlockSpec> = new Map(
  [conv1d, depthwiseConv1d, linear, memory, parameter].map((spec) => [spec.kind, spec]),
);
