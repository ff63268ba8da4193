/** How every block kind runs. */
import type { Run } from "../../graph/call.ts";
import { conv1d } from "./conv1d.ts";
import { depthwiseConv1d } from "./depthwise_conv1d.ts";
import { linear } from "./linear.ts";
import { memory } from "./memory.ts";
import { parameter } from "./parameter.ts";

/** The blocks by kind. */
export const BLOCK_RUNS: Readonly<Record<string, Run>> = {
  conv1d,
  depthwise_conv1d: depthwiseConv1d,
  linear,
  memory,
  parameter,
};
