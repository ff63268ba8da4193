/** Makes sure that libtensorflow can be found, whole: what `engine` does. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { freeBytes } from "../../../files/free_space.ts";
import {
  cachedBuild,
  cacheFolder,
  DamagedLibrary,
  fetchedFolder,
  librariesIn,
  rememberFolder,
} from "./cache.ts";
import { hasNvidiaDriver } from "./driver.ts";
import { type FetchProgress, fetchWheel } from "./fetch.ts";
import { GPU_LICENCES, pinnedGpuBuild } from "./gpu_wheels.ts";
import { type Build, pinnedWheel, platformName, unpackedBytes, type Wheel } from "./libraries.ts";
import { locateTensorflow } from "./locate.ts";
import { damage, measure, readMarker, writeMarker } from "./marker.ts";
import { downloadWheel, hasPip, pythonTensorflow } from "./python.ts";

/** How it ended: ready in a folder, or why not. */
export type Preparation =
  | { readonly ready: true; readonly folder: string; readonly source: string; readonly fetched: boolean }
  | { readonly ready: false; readonly why: string; readonly isUnwanted?: true };

/** How a library is prepared. */
export interface Preparing {
  /** Told one line before something that takes a while. */
  readonly say: (line: string) => void;
  readonly progress: FetchProgress;
  readonly signal: AbortSignal;
  /** Reads what is in the cache whole, changed or not, and also where WALT_TENSORFLOW names another folder. */
  readonly repair?: boolean;
  /** Asks for the build for GPUs; without this it is fetched where there is a driver for one, and nothing is there yet. */
  readonly gpu?: boolean;
  /** Asked before the library is looked for elsewhere and fetched; without it, that is done. */
  readonly isWanted?: (() => boolean) | undefined;
  /** What is fetched; chosen for the machine unless given. */
  readonly build?: Build | undefined;
}

/**
 * Finds the library, or remembers that of an importable Python package, or fetches the pinned wheels into the cache, also
 * in place of damaged ones. Whatever stands in the way is told, not thrown, but for a wrong WALT_TENSORFLOW (a
 * UserError) and for the signal.
 */
export async function prepareTensorflow(how: Preparing): Promise<Preparation> {
  const cache = cacheFolder();
  const needsCache = how.repair || how.gpu || !Deno.env.get("WALT_TENSORFLOW");
  const wrong = new Set<string>();
  try {
    const build = how.build ?? chosenBuild(cache, how);
    const absent = cache && build && needsCache ? await absentInCache(cache, build, how, wrong) : [];
    const isFetched = cache !== undefined && build !== undefined &&
      existsSync(fetchedFolder(cache, build[0]));
    const found = wrong.size === 0 && (isFetched ? absent.length === 0 : !how.gpu)
      ? whole(locateTensorflow, wrong)
      : undefined;
    if (found) {
      return { ready: true, folder: dirname(found.paths.core), source: found.source, fetched: false };
    }
    if (cache === undefined) throw new Error("neither HOME nor XDG_CACHE_HOME names a place for it");
    if (how.isWanted?.() === false) return { ready: false, why: "nothing wants it", isUnwanted: true };
    const folder = isFetched || how.gpu ? undefined : await pythonTensorflow();
    if (folder !== undefined && whole(() => librariesIn(folder), wrong)) {
      rememberFolder(cache, folder);
      return { ready: true, folder, source: "Python's tensorflow", fetched: false };
    }
    if (!build) throw new Error(`there is no TensorFlow to fetch for ${platformName()}`);
    await fetch(cache, absent, wrong, how);
    return { ready: true, folder: fetchedFolder(cache, build[0]), source: "walt's cache", fetched: true };
  } catch (error) {
    if (error instanceof UserError) throw error;
    how.signal.throwIfAborted();
    return { ready: false, why: [...wrong, reasonFor(error)].join(", and ") };
  }
}

/** What serves this machine: the build that was asked for, that is in the cache, or that a GPU needs. Says which is chosen. */
export function chosenBuild(
  cache: string | undefined,
  { gpu, say }: Pick<Preparing, "gpu" | "say">,
  hasDriver: () => boolean = hasNvidiaDriver,
): Build | undefined {
  const wheel = pinnedWheel();
  const forCpu: Build | undefined = wheel && [wheel];
  const forGpu = pinnedGpuBuild(platformName());
  if (gpu) {
    if (!forGpu) {
      say(`There is no TensorFlow for GPUs for ${platformName()}: taking the one that computes on the CPU`);
    } else if (!hasDriver()) {
      say("Found no driver for NVIDIA's GPUs: TensorFlow computes on the CPU until there is one");
    }
    return forGpu ?? forCpu;
  }
  const cached = cache === undefined ? undefined : cachedBuild(cache, hasDriver);
  if (cached || !forGpu || Deno.env.get("WALT_TENSORFLOW") || !hasDriver()) return cached ?? forCpu;
  say("Found a driver for NVIDIA's GPUs: taking the TensorFlow that computes there");
  return forGpu;
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

/**
 * The wheels whose libraries are damaged or missing in the cache; `wrong` is told what is damaged. Keeps their measure, so
 * that runs need not read them.
 */
async function absentInCache(
  cache: string,
  build: Build,
  { say, repair }: Preparing,
  wrong: Set<string>,
): Promise<Wheel[]> {
  const absent: Wheel[] = [];
  let reads = 0;
  for (const wheel of build) {
    const folder = fetchedFolder(cache, wheel);
    if (!existsSync(folder)) {
      absent.push(wheel);
      continue;
    }
    let isRead = false;
    const marker = measure(folder, wheel, repair ? {} : readMarker(folder), () => {
      isRead = true;
      if (reads++ === 0) say(`Checking TensorFlow in ${folder}`);
    });
    // A cache that cannot be written is read anew the next time.
    if (isRead) await writeMarker(folder, marker).catch(() => {});
    const mistake = damage(marker, wheel);
    if (mistake === undefined) continue;
    wrong.add(`TensorFlow in walt's cache is damaged: ${mistake}`);
    absent.push(wheel);
  }
  return absent;
}

/** Fetches wheels, after one line that says how much it is, where it goes, under what licences, and what it replaces. */
async function fetch(
  cache: string,
  wheels: readonly Wheel[],
  wrong: ReadonlySet<string>,
  { say, progress, signal }: Preparing,
): Promise<void> {
  if (!await hasPip()) throw new Error("this python3 has no pip to download it with");
  const why = noRoom(cache, wheels);
  if (why !== undefined) throw new Error(why);
  const total = (bytes: (wheel: Wheel) => number) =>
    megabytes(wheels.reduce((sum, wheel) => sum + bytes(wheel), 0));
  const sizes = `${total(({ bytes }) => bytes)}, ${total(unpackedBytes)} unpacked`;
  const before = [...wrong].map((text) => `${text}. `).join("");
  const licences = wheels.some(({ package: name }) => name.startsWith("nvidia-"))
    ? `; NVIDIA's libraries are under ${GPU_LICENCES.join(" and ")}`
    : "";
  const what = wheels.map(({ title, version }) => `${title} ${version}`).join(", ");
  say(`${before}Fetching ${what} (${sizes}, into ${cache})${licences}`);
  // TensorFlow last: a build counts as fetched once that is there.
  for (const wheel of wheels.toReversed()) {
    await fetchWheel(wheel, cache, (into) => downloadWheel(wheel, into, signal), progress, signal);
  }
}

/** That the disk has not enough room for wheels and what is in them, as far as that can be known. */
export function noRoom(
  cache: string,
  wheels: readonly Wheel[],
  free: () => number = () => freeBytes(cache),
): string | undefined {
  // A wheel is removed once it is unpacked.
  const needed = Math.max(...wheels.map(({ bytes }) => bytes)) +
    wheels.reduce((sum, wheel) => sum + unpackedBytes(wheel), 0);
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
