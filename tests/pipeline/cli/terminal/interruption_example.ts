/** A process that listens for requests to end, in the phase that its argument names, and says what it is asked for. */
import { listenForInterruption } from "../../../../pipeline/cli/terminal/interruption.ts";
import { printOut } from "../../../../pipeline/cli/terminal/print.ts";

const [phase, folder] = Deno.args;
const interruption = listenForInterruption(phase === "resumed" ? folder : undefined);
if (phase === "training" || phase === "finishing") interruption.trained();
if (phase === "finishing") interruption.finishing();
if (phase === "made") interruption.made(folder!);
interruption.signal.addEventListener("abort", () => printOut("signal"));
interruption.haste.addEventListener("abort", () => {
  printOut("haste");
  Deno.exit(3);
});
printOut("ready");
setTimeout(() => {}, 60_000);
