/** The primitives of the engine tensorflow: operations of the library where they are faster than TensorFlow.js's. */
import type { Primitives } from "../../engine.ts";
import { portablePrimitives } from "../../portable/primitives/portable.ts";
import type { MatrixOperations } from "./products.ts";
import { elementwisePrimitives } from "./elementwise.ts";
import { matrixPrimitives } from "./matrix.ts";
import { sampledTemporalConvPrimitive } from "../sampled/temporal_conv.ts";
import { selectionPrimitives } from "./selection.ts";
import { temporalConvPrimitive } from "./temporal_conv.ts";

/** All of them, over `operations`. */
export function tensorflowPrimitives(operations: MatrixOperations): Primitives {
  return {
    ...portablePrimitives,
    ...matrixPrimitives(operations),
    ...elementwisePrimitives(operations),
    ...selectionPrimitives(operations),
    temporalConv: temporalConvPrimitive(operations),
    sampledTemporalConv: sampledTemporalConvPrimitive(operations),
  };
}
