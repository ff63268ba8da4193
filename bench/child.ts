/** Runs one benchmark in this process, so that its memory is its own: `child.ts KIND OPTIONS`, JSON in and out. */
// deno-lint-ignore-file no-console
import { renderDiagnostic, renderDiagnostics, RunError, UserError } from "../specs/diagnostics.ts";

const [kind, options = "{}"] = Deno.args;
try {
  console.log(JSON.stringify(await measure(kind, JSON.parse(options))));
} catch (error) {
  if (error instanceof UserError) console.error(renderDiagnostics(error));
  else if (error instanceof RunError) console.error(renderDiagnostic(error));
  else console.error(error);
  Deno.exit(error instanceof UserError ? 2 : 1);
}

async function measure(kind: string | undefined, options: unknown): Promise<object> {
  switch (kind) {
    case "step":
      return await (await import("./training_step.ts")).benchStep(options as never);
    case "infer":
      return await (await import("./infer.ts")).benchInfer(options as never);
    case "evaluation":
      return await (await import("./evaluation.ts")).benchEvaluation(options as never);
    default:
      throw new RangeError(`There is no benchmark of kind "${kind}"`);
  }
}
