/** A process that shows progress and prints a line after every twentieth update, until it ends as its argument says. */
import { leave } from "../../../../pipeline/files/libc.ts";
import { printErr } from "../../../../pipeline/cli/terminal/print.ts";
import { startProgress } from "../../../../pipeline/cli/terminal/progress.ts";

const ends: Record<string, () => void> = {
  stop: () => {},
  exit: () => Deno.exit(0),
  leave: () => leave(0),
  throw: () => {
    throw new Error("thrown");
  },
};
const [end = "stop", updates = "1"] = Deno.args;
const progress = startProgress("training", Number(updates), "steps");
for (let step = 1; step <= Number(updates); step++) {
  const terms = ["loss 1.2345", "classification 0.4321", "guide 12.3456", "norm 0.0001"];
  progress.update(step, { speed: { count: 12345, unit: "snippets" }, terms });
  if (step % 20 === 0) printErr(`line ${step}`);
  await new Promise((resolve) => setTimeout(resolve, 25));
}
ends[end]!();
progress.stop();
