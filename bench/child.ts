/** Runs one benchmark in this process, so that its memory is its own: `child.ts KIND OPTIONS`, JSON in and out. */
import { RunError, UserError } from "../specs/diagnostics/diagnostics.ts";
import { printErr, printError, printJson } from "../pipeline/cli/terminal/print.ts";

const [kind, options = "{}"] = Deno.args;
try {
  printJson(await measure(kind, JSON.parse(options)));
} catch (error) {
  if (error instanceof UserError || error instanceof RunError) printError(error);
  else printErr(Deno.inspect(error).split("\n"));
  Deno.exit(error instanceof UserError ? 2 : 1);
}

async function measure(kind: string | undefined, options: unknown): Promise<object> {
  switch (kind) {
    case "step":
      return await (await import("./training_step.ts")).benchStep(options as never);
    case "infer":
      return await (await import("./infer.ts")).benchInfer(options as never);
    case "testing":
      return await (await import("./testing.ts")).benchTesting(options as never);
    case "evaluation":
      return await (await import("./evaluation.ts")).benchEvaluation(options as never);
    case "start":
      return await (await import("./start.ts")).benchStart(options as never);
    case "video":
      return await (await import("./video.ts")).benchVideo(options as never);
    case "playground":
      return await (await import("./playground.ts")).benchPlayground(options as never);
    default:
      throw new RangeError(`There is no benchmark of kind "${kind}"`);
  }
}
