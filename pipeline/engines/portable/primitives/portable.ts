/** The primitives in plain TensorFlow.js: right on every engine, the reference for the faster ones. */
import type { Primitives } from "../../engine.ts";
import { depthwiseTemporalConv } from "./depthwise_temporal_conv.ts";
import { dropout, keepMask, l2Norm, relu } from "./elementwise.ts";
import { inverse } from "./inverse.ts";
import { batchMatMul, matMul } from "./matrix.ts";
import { sampledTemporalConv } from "../sampled/temporal_conv.ts";
import { gatherRows, median, slidingMax, topK } from "./selection.ts";
import { temporalConv } from "./temporal_conv.ts";

/** The primitives of the engines wasm and cpu. */
export const portablePrimitives: Primitives = {
  matMul,
  batchMatMul,
  inverse,
  temporalConv,
  sampledTemporalConv,
  depthwiseTemporalConv,
  relu,
  l2Norm,
  dropout,
  keepMask,
  topK,
  gatherRows,
  median,
  slidingMax,
};
