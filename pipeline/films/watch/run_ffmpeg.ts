/** Runs ffmpeg to its end. */
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { startFfmpeg, troubles } from "../ffmpeg.ts";

/**
 * What ffmpeg writes to its standard output.
 *
 * @param what What it is to do, in words that follow "Cannot".
 * @throws {RunError} When it fails, with what it says.
 */
export async function runFfmpeg(args: readonly string[], what: string): Promise<Uint8Array<ArrayBuffer>> {
  const child = startFfmpeg(["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", ...args]);
  const { success, code, stdout, stderr } = await child.output();
  if (success) return stdout;
  const [said = `ffmpeg ended with ${code}`] = troubles(new TextDecoder().decode(stderr).split("\n"));
  throw new RunError(`Cannot ${what}: ${said}`);
}
