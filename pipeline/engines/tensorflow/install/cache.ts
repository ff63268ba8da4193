/** walt's cache: the library that was fetched, or a pointer to one that was there already. */
import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { cachePlace } from "../../../files/cache_place.ts";
import { missingOf } from "./elf.ts";
import { hasNvidiaDriver } from "./driver.ts";
import { pinnedGpuBuild } from "./gpu_wheels.ts";
import {
  type Build,
  libraryNames,
  type LibraryPaths,
  pinnedWheel,
  platformName,
  type Wheel,
} from "./libraries.ts";
import { damage, measure, readMarker } from "./marker.ts";

/** A library is there, and to load it would end the process. */
export class DamagedLibrary extends Error {
  /** What it is, for programs that compare names. */
  override name = "DamagedLibrary";
}

/** The cache's folder (which may not exist yet), or undefined where the environment names no home. */
export function cacheFolder(): string | undefined {
  return cachePlace((name) => Deno.env.get(name), Deno.build.os === "darwin");
}

/** Where what was fetched lies in the cache. */
export function fetchedFolder(cache: string, { folder }: Pick<Wheel, "folder">): string {
  return join(cache, folder);
}

/**
 * The build in the cache that serves this machine best, or undefined where there is none: the one for GPUs also computes on
 * a CPU.
 */
export function cachedBuild(cache: string, hasDriver: () => boolean = hasNvidiaDriver): Build | undefined {
  const cpu = pinnedWheel();
  const [forCpu, forGpu] = [cpu && [cpu] as const, pinnedGpuBuild(platformName())]
    .map((build) => build && existsSync(fetchedFolder(cache, build[0])) ? build : undefined);
  return forGpu && (!forCpu || hasDriver()) ? forGpu : forCpu;
}

/**
 * The libraries in `folder`, of which no hash is known, or undefined when one is missing. Throws a DamagedLibrary when
 * one is cut short.
 */
export function librariesIn(folder: string): LibraryPaths | undefined {
  const paths = pathsIn(folder);
  if (!existsSync(paths.core) || !existsSync(paths.framework)) return undefined;
  const wrong = damageByHeader(paths.core) ?? damageByHeader(paths.framework);
  if (wrong !== undefined) throw new DamagedLibrary(`TensorFlow in ${folder} is damaged: ${wrong}`);
  return paths;
}

/** What is wrong with a library as far as its header tells, for instance "libtensorflow_cc.so.2 has 1 bytes of 9". */
export function damageByHeader(path: string): string | undefined {
  const wrong = statSync(path).isFile() ? missingOf(path) : "is not a file";
  return wrong && `${basename(path)} ${wrong}`;
}

/**
 * The libraries that were fetched, or undefined where none were. Those that have changed since they were last measured
 * are read whole. Throws a DamagedLibrary when one is not what was pinned.
 */
export function fetchedLibraries(cache: string): LibraryPaths | undefined {
  const build = cachedBuild(cache);
  if (!build) return undefined;
  for (const wheel of build) {
    const folder = fetchedFolder(cache, wheel);
    const wrong = damage(measure(folder, wheel, readMarker(folder)), wheel);
    if (wrong !== undefined) throw new DamagedLibrary(`TensorFlow in walt's cache is damaged: ${wrong}`);
  }
  return pathsIn(fetchedFolder(cache, build[0]));
}

function pathsIn(folder: string): LibraryPaths {
  const { core, framework } = libraryNames();
  return { core: join(folder, core), framework: join(folder, framework) };
}

/** Remembers that `folder`, outside of the cache, has the libraries. */
export function rememberFolder(cache: string, folder: string): void {
  Deno.mkdirSync(cache, { recursive: true });
  const draft = Deno.makeTempFileSync({ dir: cache, prefix: "pointer-" });
  Deno.writeTextFileSync(draft, JSON.stringify({ folder }) + "\n");
  Deno.renameSync(draft, pointerFile(cache));
}

/** The remembered folder, or undefined when none is. */
export function rememberedFolder(cache: string): string | undefined {
  let pointer: unknown;
  try {
    pointer = JSON.parse(Deno.readTextFileSync(pointerFile(cache)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
  const folder = typeof pointer === "object" && pointer !== null && "folder" in pointer ? pointer.folder : "";
  return typeof folder === "string" && folder !== "" ? folder : undefined;
}

function pointerFile(cache: string): string {
  return join(cache, "tensorflow.json");
}
