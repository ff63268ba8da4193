/** Finds libtensorflow on this machine, without running anything. */
import { userError } from "../../../specs/diagnostics.ts";
import { cacheFolder, fetchedLibraries, librariesIn, rememberedLibraries } from "./cache.ts";
import { libraryNames, type LibraryPaths } from "./libraries.ts";

/** A library that was found. */
export interface Found {
  readonly paths: LibraryPaths;
  /** Where, for people: `WALT_TENSORFLOW`, `walt's cache` or `Python's tensorflow`. */
  readonly source: string;
}

/**
 * The first of: the folder that the environment variable WALT_TENSORFLOW names, what `deno task engine` fetched into
 * walt's cache, the Python package that it found. Undefined where there is none. Throws a UserError when
 * WALT_TENSORFLOW names a folder without the libraries.
 */
export function locateTensorflow(): Found | undefined {
  const given = Deno.env.get("WALT_TENSORFLOW");
  if (given) {
    const paths = librariesIn(given);
    if (paths) return { paths, source: "WALT_TENSORFLOW" };
    const { core, framework } = libraryNames();
    throw userError(
      `WALT_TENSORFLOW is "${given}", which must be a folder with ${core} and ${framework}`,
      "name such a folder, or unset it and run `deno task engine`",
    );
  }
  const cache = cacheFolder();
  if (cache === undefined) return undefined;
  const fetched = fetchedLibraries(cache);
  if (fetched) return { paths: fetched, source: "walt's cache" };
  const remembered = rememberedLibraries(cache);
  return remembered && { paths: remembered, source: "Python's tensorflow" };
}

/** One line for people: that nothing was found, and where it was looked for. */
export function whereLooked(): string {
  const cache = cacheFolder();
  const places = cache === undefined ? "and there is no cache folder" : `and nothing is in ${cache}`;
  return `there is no ${libraryNames().core}: WALT_TENSORFLOW is not set ${places}`;
}
