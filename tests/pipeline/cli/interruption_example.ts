/** A process that listens for requests to end, in the phase that its argument names, and says what it is asked for. */
import { listenForInterruption } from "../../../pipeline/cli/interruption.ts";
import { printOut } from "../../../pipeline/cli/print.ts";

const interruption = listenForInterruption(Deno.args[1]);
if (Deno.args[0] !== "before") interruption.trained();
if (Deno.args[0] === "finishing") interruption.finishing();
interruption.signal.addEventListener("abort", () => printOut("signal"));
interruption.haste.addEventListener("abort", () => {
  printOut("haste");
  Deno.exit(3);
});
printOut("ready");
setTimeout(() => {}, 60_000);
