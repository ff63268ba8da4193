/** Finds libtensorflow on this machine, without running anything. */
import { userError } from "../../../../specs/diagnostics/diagnostics.ts";
import { cacheFolder, DamagedLibrary, fetchedLibraries, librariesIn, rememberedFolder } from "./cache.ts";
import { libraryNames, type LibraryPaths } from "./libraries.ts";
import { command } from "../../../../specs/diagnostics/command.ts";

/** A library that was found. */
export interface Found {
  readonly paths: LibraryPaths;
  /** Where, for people: `WALT_TENSORFLOW`, `walt's cache` or `Python's tensorflow`. */
  readonly source: string;
}

/**
 * The first of: the folder that the environment variable WALT_TENSORFLOW names, what `engine` fetched into
 * walt's cache, the Python package that it found. Undefined where there is none. Throws a UserError when
 * WALT_TENSORFLOW names a folder without the libraries or with a damaged one, a DamagedLibrary when another is damaged.
 */
export function locateTensorflow(): Found | undefined {
  const given = Deno.env.get("WALT_TENSORFLOW");
  if (given) return { paths: givenLibraries(given), source: "WALT_TENSORFLOW" };
  const cache = cacheFolder();
  if (cache === undefined) return undefined;
  const fetched = fetchedLibraries(cache);
  if (fetched) return { paths: fetched, source: "walt's cache" };
  const folder = rememberedFolder(cache);
  const remembered = folder && librariesIn(folder);
  return remembered ? { paths: remembered, source: "Python's tensorflow" } : undefined;
}

function givenLibraries(folder: string): LibraryPaths {
  const remedy = `name such a folder, or unset it and run \`${command("engine")}\``;
  try {
    const paths = librariesIn(folder);
    if (paths) return paths;
  } catch (error) {
    if (!(error instanceof DamagedLibrary)) throw error;
    throw userError(`WALT_TENSORFLOW must be a folder with whole libraries: ${error.message}`, remedy);
  }
  const { core, framework } = libraryNames();
  const wanted = `which must be a folder with ${core} and ${framework}`;
  throw userError(`WALT_TENSORFLOW is "${folder}", ${wanted}`, remedy);
}

/** One line for people: that nothing was found, and where it was looked for. */
export function whereLooked(): string {
  const cache = cacheFolder();
  const places = cache === undefined ? "and there is no cache folder" : `and nothing is in ${cache}`;
  return `there is no ${libraryNames().core}: WALT_TENSORFLOW is not set ${places}`;
}
