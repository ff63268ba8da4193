/** The verb `engine` as tasks call it before their own: where nothing is to be done, no other verb is loaded. */
import { isReady } from "../engines/tensorflow/install/ready.ts";
import { later } from "./later.ts";

if (!Deno.args.includes("--quiet-if-ready") || !isReady()) {
  const { startCommandLine } = await later<typeof import("./main.ts")>("./main.ts");
  await startCommandLine(Deno.args);
}
