/** Benchmark of `deno task check`: a process of its own from start to end. */
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { RunError } from "../specs/diagnostics/diagnostics.ts";
import { median, rounded } from "./statistics.ts";

/** Medians of whole processes. */
export interface CheckResult {
  readonly recipe: string;
  readonly check_ms: number;
}

/**
 * Measures the check of a recipe file, relative to the repository's root.
 *
 * @throws {RunError} When the recipe has mistakes.
 */
export async function benchCheck(recipe: string, rounds = 5): Promise<CheckResult> {
  const times: number[] = [];
  // The first one fills caches.
  for (let i = 0; i <= rounds; i++) {
    const began = performance.now();
    const { success, stderr } = await new Deno.Command("deno", {
      args: ["task", "--quiet", "check", recipe],
      cwd: ROOT,
      env: { INIT_CWD: ROOT },
    }).output();
    times.push(performance.now() - began);
    if (!success) throw new RunError(`Cannot check "${recipe}"`, new TextDecoder().decode(stderr).trim());
  }
  return { recipe, check_ms: rounded(median(times.slice(1))) };
}
