/** `walt engine`: fetches the fast engine, once. */
import { SingleBar } from "cli-progress";
import { engineFromEnvironment, fallbackEngine, slowdown } from "../engines/open.ts";
import type { Progress } from "../engines/tensorflow/fetch.ts";
import { type Preparation, prepareTensorflow } from "../engines/tensorflow/prepare.ts";
import { UserError } from "../../specs/diagnostics.ts";
import { printErr, printError } from "./print.ts";

/** What the verb may be told. */
export interface EngineOptions {
  /** Print nothing when TensorFlow is there already, for verbs that call this one first. */
  readonly quietIfReady?: boolean;
}

/**
 * Makes sure that the engine tensorflow can be opened, with a progress display while it is fetched. Where it cannot
 * be had, one line says why; that is no failure. Returns the exit code: 0, or 130 when interrupted. Throws a
 * UserError when WALT_ENGINE or WALT_TENSORFLOW is wrong.
 */
export async function engineCommand(options: EngineOptions = {}): Promise<number> {
  const wanted = engineFromEnvironment();
  if (wanted !== "auto" && wanted !== "tensorflow") {
    printErr(unavailable(`WALT_ENGINE is ${wanted}`, wanted));
    return 0;
  }
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  const display = showProgress();
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    const result = await prepareTensorflow(display.progress, interruption.signal);
    display.stop();
    await report(result, options.quietIfReady ?? false);
    return 0;
  } catch (error) {
    display.stop();
    if (interruption.signal.aborted) return 130;
    throw error;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

async function report(result: Preparation, quietIfReady: boolean): Promise<void> {
  if (!result.ready) return printErr(unavailable(result.why, await fallbackEngine()));
  if (result.fetched || !quietIfReady) {
    printErr(`TensorFlow is ready, from ${result.source} (${result.folder})`);
  }
}

function unavailable(why: string, engine: keyof typeof slowdown): string {
  return `TensorFlow is not used, because ${why}; the engine ${engine} does the same, ${slowdown[engine]}`;
}

/** A bar on a terminal, elsewhere a line every few seconds. */
function showProgress(): { progress: Progress; stop: () => void } {
  const titles = { download: "Downloading TensorFlow", unpack: "Unpacking TensorFlow  " };
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  if (!Deno.stderr.isTerminal()) {
    let last = Date.now();
    const progress: Progress = (part, done, total) => {
      if (Date.now() - last < 5000) return;
      last = Date.now();
      printErr(`${titles[part].trim()}: ${megabytes(done)} of ${megabytes(total)} MB`);
    };
    return { progress, stop: () => {} };
  }
  const format = "{title} [{bar}] {percentage}% of {total} MB";
  let bar: SingleBar | undefined;
  let shown: string | undefined;
  const stop = () => bar?.stop();
  const progress: Progress = (part, done, total) => {
    if (part !== shown) {
      stop();
      bar = new SingleBar({ format, hideCursor: true });
      bar.start(megabytes(total), 0, { title: titles[part] });
      shown = part;
    }
    bar?.update(Math.min(megabytes(done), megabytes(total)));
  };
  return { progress, stop };
}

if (import.meta.main) {
  try {
    Deno.exit(await engineCommand({ quietIfReady: Deno.args.includes("--quiet-if-ready") }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printError(error);
    Deno.exit(2);
  }
}
