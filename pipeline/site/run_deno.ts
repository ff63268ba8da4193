/** Other programs that build a part of the site. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";

/**
 * Runs Deno, and waits for it.
 *
 * @throws {RunError} With what it prints, where it fails.
 */
export async function runDeno(cwd: string, args: readonly string[]): Promise<void> {
  const command = new Deno.Command("deno", {
    cwd,
    args: [...args],
    env: { DENO_NO_UPDATE_CHECK: "1" },
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await command.output();
  if (code === 0) return;
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("").trim();
  throw new RunError(`"deno ${args[0]}" ended with exit code ${code}:\n${text}`);
}
