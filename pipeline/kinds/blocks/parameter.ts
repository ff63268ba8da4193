/** How block `parameter` runs. */
import type { Run } from "../../graph/call.ts";

/** Its values as they are. */
export const parameter: Run = (call) => call.parameter("values");
