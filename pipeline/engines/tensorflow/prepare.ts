/** Makes sure that libtensorflow can be found: what `deno task engine` does. */
import { dirname } from "node:path";
import { UserError } from "../../../specs/diagnostics.ts";
import { cacheFolder, fetchedFolder, librariesIn, rememberFolder } from "./cache.ts";
import { fetchWheel, type Progress } from "./fetch.ts";
import { pinnedWheel, platformName } from "./libraries.ts";
import { locateTensorflow } from "./locate.ts";
import { downloadWheel, hasPip, pythonTensorflow } from "./python.ts";

/** How it ended: ready in a folder, or why not. */
export type Preparation =
  | { readonly ready: true; readonly folder: string; readonly source: string; readonly fetched: boolean }
  | { readonly ready: false; readonly why: string };

/**
 * Finds the library, or remembers that of an importable Python package, or fetches the pinned wheel into the cache.
 * Whatever stands in the way is told, not thrown, but for a wrong WALT_TENSORFLOW (a UserError) and for `signal`.
 */
export async function prepareTensorflow(progress: Progress, signal: AbortSignal): Promise<Preparation> {
  try {
    const found = locateTensorflow();
    if (found) {
      return { ready: true, folder: dirname(found.paths.core), source: found.source, fetched: false };
    }
    const cache = cacheFolder();
    if (cache === undefined) {
      return { ready: false, why: "neither HOME nor XDG_CACHE_HOME names a place for it" };
    }
    return await fromPython(cache, progress, signal);
  } catch (error) {
    if (error instanceof UserError) throw error;
    signal.throwIfAborted();
    return { ready: false, why: reasonFor(error) };
  }
}

function reasonFor(error: unknown): string {
  if (error instanceof Deno.errors.NotFound && /python3/.test(error.message)) {
    return "there is no python3 to download it with";
  }
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}

async function fromPython(cache: string, progress: Progress, signal: AbortSignal): Promise<Preparation> {
  const folder = await pythonTensorflow();
  if (folder !== undefined && librariesIn(folder)) {
    rememberFolder(cache, folder);
    return { ready: true, folder, source: "Python's tensorflow", fetched: false };
  }
  const wheel = pinnedWheel();
  if (!wheel) return { ready: false, why: `there is no TensorFlow to fetch for ${platformName()}` };
  if (!await hasPip()) return { ready: false, why: "this python3 has no pip to download it with" };
  const target = fetchedFolder(cache, wheel.version);
  // What is there is not whole, or it would have been found.
  await Deno.remove(target, { recursive: true }).catch(() => {});
  const download = (into: string) => downloadWheel(wheel, into, signal);
  return {
    ready: true,
    folder: await fetchWheel(wheel, cache, download, progress, signal),
    source: "walt's cache",
    fetched: true,
  };
}
