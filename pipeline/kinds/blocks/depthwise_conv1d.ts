/** How block `depthwise_conv1d` runs. */
import { type Call, numberOption } from "../../graph/call.ts";
import { activate } from "./activation.ts";

/** x [B, T, C] -> [B, T, C]. */
export function depthwiseConv1d(call: Call) {
  const weights = call.parameter("weights");
  return activate(
    call.primitives.depthwiseTemporalConv(call.inputs[0]!, weights, numberOption(call, "dilation")),
    call,
  );
}
