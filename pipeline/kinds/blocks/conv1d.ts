/** How block `conv1d` runs. */
import { type Call, numberOption } from "../../graph/call.ts";
import { activate } from "./activation.ts";

/** x [B, T, D] -> [B, T, filters]. */
export function conv1d(call: Call) {
  const bias = call.node.options["bias"] ? call.parameter("bias") : null;
  return activate(call.convolve(call.parameter("weights"), bias, numberOption(call, "dilation")), call);
}
