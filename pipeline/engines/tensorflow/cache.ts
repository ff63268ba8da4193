/** walt's cache: the library that was fetched, or a pointer to one that was there already. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { libraryNames, type LibraryPaths, pinnedWheel, platformName } from "./libraries.ts";

/** The cache's folder (which may not exist yet), or undefined where the environment names no home. */
export function cacheFolder(): string | undefined {
  const given = Deno.env.get("XDG_CACHE_HOME");
  if (given) return join(given, "walt");
  const home = Deno.env.get("HOME");
  if (!home) return undefined;
  return Deno.build.os === "darwin" ? join(home, "Library", "Caches", "walt") : join(home, ".cache", "walt");
}

/** Where a fetched library of this platform lies in the cache. */
export function fetchedFolder(cache: string, version: string): string {
  return join(cache, `tensorflow-${version}-${platformName()}`);
}

/** The libraries in `folder`, or undefined when one is missing. */
export function librariesIn(folder: string): LibraryPaths | undefined {
  const names = libraryNames();
  const paths = { core: join(folder, names.core), framework: join(folder, names.framework) };
  return existsSync(paths.core) && existsSync(paths.framework) ? paths : undefined;
}

/** The library that was fetched, whole to the byte, or undefined. */
export function fetchedLibraries(cache: string): LibraryPaths | undefined {
  const wheel = pinnedWheel();
  if (!wheel) return undefined;
  const folder = fetchedFolder(cache, wheel.version);
  const paths = librariesIn(folder);
  const [core, framework] = wheel.files;
  const whole = paths && statSync(paths.core).size === core?.bytes &&
    statSync(paths.framework).size === framework?.bytes;
  return whole ? paths : undefined;
}

/** Remembers that `folder`, outside of the cache, has the libraries. */
export function rememberFolder(cache: string, folder: string): void {
  Deno.mkdirSync(cache, { recursive: true });
  const draft = Deno.makeTempFileSync({ dir: cache, prefix: "pointer-" });
  Deno.writeTextFileSync(draft, JSON.stringify({ folder }) + "\n");
  Deno.renameSync(draft, pointerFile(cache));
}

/** The libraries in the remembered folder, or undefined when none is remembered or they are gone. */
export function rememberedLibraries(cache: string): LibraryPaths | undefined {
  let pointer: unknown;
  try {
    pointer = JSON.parse(Deno.readTextFileSync(pointerFile(cache)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
  const folder = typeof pointer === "object" && pointer !== null && "folder" in pointer ? pointer.folder : "";
  return typeof folder === "string" && folder !== "" ? librariesIn(folder) : undefined;
}

function pointerFile(cache: string): string {
  return join(cache, "tensorflow.json");
}
