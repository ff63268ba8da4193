/** `walt engine`: fetches the fast engine, once. */
import { engineFromEnvironment, fallbackEngine, slowdown } from "../engines/open.ts";
import { checkTensorflow } from "../engines/tensorflow/install/check.ts";
import type { FetchProgress } from "../engines/tensorflow/install/fetch.ts";
import { whereLooked } from "../engines/tensorflow/install/locate.ts";
import { type Preparation, prepareTensorflow } from "../engines/tensorflow/install/prepare.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { type Progress, startProgress } from "./terminal/progress.ts";

/** What the verb may be told. */
export interface EngineOptions {
  /** Print nothing when TensorFlow is there already, for verbs that call this one first. */
  readonly quietIfReady?: boolean;
  /** Asked before it is fetched, for verbs that call this one first. */
  readonly isWanted?: (() => boolean) | undefined;
  /** Read the libraries whole and say which are intact, instead. */
  readonly check?: boolean;
  /** Fetch what computes on a GPU of NVIDIA. */
  readonly gpu?: boolean;
  /** Fetch anew what is damaged in the cache. */
  readonly repair?: boolean;
}

/**
 * Makes sure that the engine tensorflow can be opened, with a progress display while it is fetched. Where it cannot
 * be had, one line says why; that is no failure, but for a repair. Returns the exit code: 0, 1 when a library is damaged
 * and stays so, or 130 when interrupted. Throws a UserError when WALT_ENGINE or WALT_TENSORFLOW is wrong.
 */
export async function engineCommand(options: EngineOptions = {}): Promise<number> {
  if (options.check) return await check();
  const wanted = engineFromEnvironment();
  if (wanted !== "auto" && wanted !== "tensorflow" && !options.repair && !options.gpu) {
    printErr(unavailable(`WALT_ENGINE is ${wanted}`, wanted));
    return 0;
  }
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  const { progress, stop } = showProgress();
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    const { signal } = interruption;
    const result = await prepareTensorflow({
      say: printErr,
      progress,
      signal,
      repair: options.repair ?? false,
      gpu: options.gpu ?? false,
      isWanted: options.isWanted,
    });
    stop();
    // What calls this verb first must not go on.
    if (signal.aborted) return 130;
    await report(result, options.quietIfReady ?? false);
    return options.repair && !result.ready ? 1 : 0;
  } catch (error) {
    stop();
    if (interruption.signal.aborted) return 130;
    throw error;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

async function check(): Promise<number> {
  const places = await checkTensorflow();
  if (places.length === 0) printOut(`There is nothing to check: ${whereLooked()}`);
  for (const { source, folder, files, remedy } of places) {
    printOut(`TensorFlow from ${source} (${folder})`);
    for (const file of files) printOut(`  ${file}`);
    if (remedy !== undefined) printOut(`  = ${remedy}`);
  }
  return places.some(({ remedy }) => remedy !== undefined) ? 1 : 0;
}

async function report(result: Preparation, quietIfReady: boolean): Promise<void> {
  if (!result.ready && result.isUnwanted) return;
  if (!result.ready) return printErr(unavailable(result.why, await fallbackEngine()));
  if (result.fetched || !quietIfReady) {
    printErr(`TensorFlow is ready, from ${result.source} (${result.folder})`);
  }
}

function unavailable(why: string, engine: keyof typeof slowdown): string {
  return `TensorFlow is not used, because ${why}; the engine ${engine} does the same, ${slowdown[engine]}`;
}

function showProgress(): { progress: FetchProgress; stop: () => void } {
  const verbs = { download: "downloading", unpack: "unpacking" };
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  let display: Progress | undefined;
  let shown: string | undefined;
  const stop = () => display?.stop();
  const progress: FetchProgress = (part, done, total, wheel) => {
    const title = `${verbs[part]} ${wheel}`;
    if (title !== shown) {
      stop();
      display = startProgress(title, megabytes(total), "MB");
      shown = title;
    }
    display?.update(Math.min(megabytes(done), megabytes(total)));
  };
  return { progress, stop };
}
