/** Asks the machine's Python for a TensorFlow that it has, or to download a wheel. The only place that runs anything. */
import type { Wheel } from "./libraries.ts";

/** What a Python process said. */
interface Answer {
  readonly success: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of the importable Python package `tensorflow`, or undefined. Throws when there is no python3 to ask. */
export async function pythonTensorflow(): Promise<string | undefined> {
  const script = "import importlib.util as u; s = u.find_spec('tensorflow'); " +
    "print(s.submodule_search_locations[0] if s and s.submodule_search_locations else '')";
  const { success, stdout } = await python(["-c", script], {});
  return success && stdout.trim() !== "" ? stdout.trim() : undefined;
}

/** Whether Python has pip. */
export async function hasPip(): Promise<boolean> {
  return (await python(["-m", "pip", "--version"], {})).success;
}

/**
 * Downloads the wheel into `folder` by pip, which keeps to the person's indexes and proxies, and which puts all that
 * is unfinished there as well. Throws with pip's last error.
 */
export async function downloadWheel(wheel: Wheel, folder: string, signal: AbortSignal): Promise<void> {
  const args = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"];
  args.push("--progress-bar=off", "--disable-pip-version-check", "--python-version", wheel.python);
  args.push("--platform", wheel.platform, "--dest", folder, `${wheel.package}==${wheel.version}`);
  const { success, stderr } = await python(args, { TMPDIR: folder }, signal);
  if (success) return;
  throw new Error(`pip could not download it (${lastError(stderr) ?? "it gave no reason"})`);
}

/** What pip says last of what went wrong; after a failure of its own, the last line, which names it. */
function lastError(stderr: string): string | undefined {
  const lines = stderr.trimEnd().split("\n");
  const error = lines.findLast((line) => line.startsWith("ERROR: "))?.slice("ERROR: ".length);
  return error === "Exception:" ? lines.at(-1) : error;
}

async function python(
  args: string[],
  extra: Record<string, string>,
  signal?: AbortSignal,
): Promise<Answer> {
  // Deno runs nothing under a restricted permission while the loader's variables are set.
  const inherited = Object.entries(Deno.env.toObject()).filter(([name]) => !/^(LD|DYLD)_/.test(name));
  const command = new Deno.Command("python3", {
    args,
    clearEnv: true,
    env: { ...Object.fromEntries(inherited), ...extra },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(signal && { signal }),
  });
  const { success, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, stdout: decode(stdout), stderr: decode(stderr) };
}
