/** Starts a benchmark in a process of its own. */
import { join } from "node:path";
import { autoPermissions } from "../pipeline/engines/permissions.ts";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { RunError } from "../specs/diagnostics/diagnostics.ts";

const ENVIRONMENT = [...autoPermissions.env, "INIT_CWD", "LOG_STREAM", "LOG_TOKENS"].join(",");

/** A benchmark that runs in a process of its own. */
export type ChildKind = "step" | "infer" | "testing" | "evaluation" | "start" | "video" | "playground";

/** What a benchmark may do beside reading; PyTorch is another program, and so is ffmpeg. */
function permissions(kind: ChildKind): string[] {
  // Deno starts a browser for a program that may do all, as tests do.
  if (kind === "playground") return ["--allow-all"];
  // Runs are removed that it began.
  if (kind === "start") {
    return ["--no-prompt", "--allow-read", "--allow-run=deno", `--allow-write=${join(ROOT, "runs")}`];
  }
  const isVideo = kind === "video";
  return [
    ...["--no-prompt", "--allow-read", "--allow-ffi"],
    `--allow-env=${ENVIRONMENT}${isVideo ? ",ORT_DISABLE_TELEMETRY" : ""}`,
    `--allow-run=python3${isVideo ? ",ffmpeg" : ""}`,
    ...isVideo ? [`--allow-write=${join(ROOT, "bench")}`] : [],
  ];
}

/**
 * The result of a benchmark in a process of its own.
 *
 * @throws {RunError} When it fails; the hint is what it printed last.
 */
export async function runChild<Result extends object>(kind: ChildKind, options: object): Promise<Result> {
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command("deno", {
      args: [
        "run",
        "--quiet",
        ...permissions(kind),
        join(ROOT, "bench/child.ts"),
        kind,
        JSON.stringify(options),
      ],
      cwd: ROOT,
      env: { TF_CPP_MIN_LOG_LEVEL: "3" },
    }).output();
  } catch (error) {
    // Deno starts no program with chosen libraries unless it may start all of them.
    const hint = Deno.env.has("LD_LIBRARY_PATH") ? "unset LD_LIBRARY_PATH" : undefined;
    throw new RunError(`Cannot start a benchmark: ${(error as Error).message}`, hint, { cause: error });
  }
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (output.success) return JSON.parse(text(output.stdout).split("\n").at(-1)!);
  throw new RunError(`Benchmark "${kind}" failed`, text(output.stderr).split("\n").slice(-12).join("\n"));
}
