/** Brings a wheel's libraries into the cache: whole or not at all, however many do it at once. */
import { type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { syncFolder } from "../../../files/write.ts";
import { fetchedFolder } from "./cache.ts";
import { unpackedBytes, type Wheel } from "./libraries.ts";
import { damage, measure, readMarker, writeMarker } from "./marker.ts";
import { fileSha256, unpackWheel } from "../binding/unpack.ts";

/** How far a fetch is: of what part of it, of the wheel with what title; done and total are bytes. */
export type FetchProgress = (part: "download" | "unpack", done: number, total: number, title: string) => void;

const PREFIX = "fetch-";
const STALE_MS = 60 * 60 * 1000;

/**
 * Has `download` put the wheel into a folder of its own in the cache, checks its hash, unpacks the libraries, marks them
 * once they are on the disk, and renames the finished folder into place, where it replaces a damaged one. When another
 * process was faster, its result stays and this one is discarded. Removes what interrupted fetches left behind. Throws
 * when anything fails or `signal` aborts, then leaving nothing new.
 */
export async function fetchWheel(
  wheel: Wheel,
  cache: string,
  download: (folder: string) => Promise<void>,
  progress: FetchProgress,
  signal: AbortSignal,
): Promise<string> {
  Deno.mkdirSync(cache, { recursive: true });
  removeStale(cache);
  const work = Deno.makeTempDirSync({ dir: cache, prefix: PREFIX });
  try {
    const watch = setInterval(() => progress("download", folderBytes(work), wheel.bytes, wheel.title), 200);
    try {
      await download(work);
    } finally {
      clearInterval(watch);
    }
    progress("download", wheel.bytes, wheel.bytes, wheel.title);
    const file = onlyWheel(work);
    const sha256 = fileSha256(file);
    if (sha256 !== wheel.sha256) {
      throw new Error(`the downloaded wheel has SHA-256 ${sha256} instead of ${wheel.sha256}`);
    }
    const finished = join(work, "libraries");
    Deno.mkdirSync(finished);
    const total = unpackedBytes(wheel);
    await unpackWheel(file, wheel.files, finished, (bytes) => {
      signal.throwIfAborted();
      progress("unpack", bytes, total, wheel.title);
    });
    const marker = measure(finished, wheel, {});
    const wrong = damage(marker, wheel);
    if (wrong !== undefined) throw new Error(`of what was unpacked, ${wrong}`);
    await writeMarker(finished, marker);
    await syncFolder(finished);
    const target = fetchedFolder(cache, wheel);
    Deno.mkdirSync(dirname(target), { recursive: true });
    putInPlace(finished, target, join(work, "replaced"), wheel);
    await syncFolder(cache);
    return target;
  } finally {
    Deno.removeSync(work, { recursive: true });
  }
}

/** Removes the folders of fetches that have written nothing for an hour. */
export function removeStale(cache: string, now: number = Date.now()): void {
  for (const entry of Deno.readDirSync(cache)) {
    if (!entry.isDirectory || !entry.name.startsWith(PREFIX)) continue;
    const folder = join(cache, entry.name);
    const newest = Math.max(...[folder, ...filesIn(folder)].map((path) => stat(path)?.mtimeMs ?? 0));
    if (now - newest > STALE_MS) remove(folder);
  }
}

/** Renames a folder to where it belongs, unless an intact one is there. A damaged one moves to `aside`. */
function putInPlace(finished: string, target: string, aside: string, wheel: Wheel): void {
  const isIntact = () => damage(measure(target, wheel, readMarker(target)), wheel) === undefined;
  if (isIntact()) return;
  try {
    Deno.renameSync(target, aside);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  try {
    Deno.renameSync(finished, target);
  } catch (error) {
    if (!isIntact()) throw error;
  }
}

function onlyWheel(folder: string): string {
  const wheels = [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".whl"));
  if (wheels.length !== 1) throw new Error(`pip left ${wheels.length} wheels instead of one`);
  return join(folder, wheels[0]!.name);
}

function folderBytes(folder: string): number {
  return filesIn(folder).reduce((sum, path) => sum + (stat(path)?.size ?? 0), 0);
}

/** All files below a folder. What vanishes meanwhile is left out. */
function filesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
      isDirectory ? filesIn(join(folder, name)) : [join(folder, name)]
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Removes a folder that another process may be removing as well. */
function remove(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
