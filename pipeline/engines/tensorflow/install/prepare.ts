/** Makes sure that libtensorflow can be found, whole: what `deno task engine` does. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { freeBytes } from "../../../files/free_space.ts";
import { cacheFolder, DamagedLibrary, fetchedFolder, librariesIn, rememberFolder } from "./cache.ts";
import { type FetchProgress, fetchWheel } from "./fetch.ts";
import { pinnedWheel, platformName, unpackedBytes, type Wheel } from "./libraries.ts";
import { locateTensorflow } from "./locate.ts";
import { damage, measure, readMarker, writeMarker } from "./marker.ts";
import { downloadWheel, hasPip, pythonTensorflow } from "./python.ts";

/** How it ended: ready in a folder, or why not. */
export type Preparation =
  | { readonly ready: true; readonly folder: string; readonly source: string; readonly fetched: boolean }
  | { readonly ready: false; readonly why: string };

/** How a library is prepared. */
export interface Preparing {
  /** Told one line before something that takes a while. */
  readonly say: (line: string) => void;
  readonly progress: FetchProgress;
  readonly signal: AbortSignal;
  /** Reads what is in the cache whole, changed or not, and also where WALT_TENSORFLOW names another folder. */
  readonly repair?: boolean;
  /** What is fetched; the platform's own unless another is given. */
  readonly wheel?: Wheel | undefined;
}

/**
 * Finds the library, or remembers that of an importable Python package, or fetches the pinned wheel into the cache, also
 * in place of a damaged one. Whatever stands in the way is told, not thrown, but for a wrong WALT_TENSORFLOW (a
 * UserError) and for the signal.
 */
export async function prepareTensorflow(how: Preparing): Promise<Preparation> {
  const { wheel = pinnedWheel() } = how;
  const cache = cacheFolder();
  const needsCache = how.repair || !Deno.env.get("WALT_TENSORFLOW");
  const wrong = new Set<string>();
  try {
    const damaged = cache && wheel && needsCache ? await damageInCache(cache, wheel, how) : undefined;
    if (damaged !== undefined) wrong.add(damaged);
    const found = damaged === undefined ? whole(locateTensorflow, wrong) : undefined;
    if (found) {
      return { ready: true, folder: dirname(found.paths.core), source: found.source, fetched: false };
    }
    if (cache === undefined) throw new Error("neither HOME nor XDG_CACHE_HOME names a place for it");
    const folder = damaged === undefined ? await pythonTensorflow() : undefined;
    if (folder !== undefined && whole(() => librariesIn(folder), wrong)) {
      rememberFolder(cache, folder);
      return { ready: true, folder, source: "Python's tensorflow", fetched: false };
    }
    return {
      ready: true,
      folder: await fetch(cache, wheel, wrong, how),
      source: "walt's cache",
      fetched: true,
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    how.signal.throwIfAborted();
    return { ready: false, why: [...wrong, reasonFor(error)].join(", and ") };
  }
}

/** What `find` finds; where it is damaged, undefined, and `wrong` has what. */
function whole<T>(find: () => T, wrong: Set<string>): T | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof DamagedLibrary)) throw error;
    wrong.add(error.message);
  }
}

/** What is wrong with the libraries in the cache, if there are some. Keeps their measure, so that runs need not read them. */
async function damageInCache(
  cache: string,
  wheel: Wheel,
  { say, repair }: Preparing,
): Promise<string | undefined> {
  const folder = fetchedFolder(cache, wheel.version);
  if (!existsSync(folder)) return undefined;
  let reads = 0;
  const marker = measure(folder, wheel, repair ? {} : readMarker(folder), () => {
    if (reads++ === 0) say(`Checking TensorFlow in ${folder}`);
  });
  // A cache that cannot be written is read anew the next time.
  if (reads > 0) await writeMarker(folder, marker).catch(() => {});
  const wrong = damage(marker, wheel);
  return wrong && `TensorFlow in walt's cache is damaged: ${wrong}`;
}

/** Fetches the wheel, after one line that says how much it is, where it goes, and what it replaces. */
async function fetch(
  cache: string,
  wheel: Wheel | undefined,
  wrong: ReadonlySet<string>,
  { say, progress, signal }: Preparing,
): Promise<string> {
  if (!wheel) throw new Error(`there is no TensorFlow to fetch for ${platformName()}`);
  if (!await hasPip()) throw new Error("this python3 has no pip to download it with");
  const why = noRoom(cache, wheel);
  if (why !== undefined) throw new Error(why);
  const sizes = `${megabytes(wheel.bytes)}, ${megabytes(unpackedBytes(wheel))} unpacked`;
  const before = [...wrong].map((text) => `${text}. `).join("");
  say(`${before}Fetching TensorFlow ${wheel.version} (${sizes}, into ${cache})`);
  return await fetchWheel(wheel, cache, (into) => downloadWheel(wheel, into, signal), progress, signal);
}

/** That the disk has not enough room for a wheel and what is in it, as far as that can be known. */
export function noRoom(
  cache: string,
  wheel: Wheel,
  free: () => number = () => freeBytes(cache),
): string | undefined {
  const needed = wheel.bytes + unpackedBytes(wheel);
  try {
    const there = free();
    if (there >= needed) return undefined;
    return `it needs ${megabytes(needed)} in ${cache}, where ${megabytes(there)} are free`;
  } catch {
    return undefined;
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function reasonFor(error: unknown): string {
  if (error instanceof Deno.errors.NotFound && /python3/.test(error.message)) {
    return "there is no python3 to download it with";
  }
  const message = (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
  return /No space left|os error 28\b/.test(message) ? "the disk is full" : message;
}
