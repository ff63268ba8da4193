/** Packages that only films need, so that they are fetched where films are worked on alone: `video` does. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { besideModules } from "../../files/beside_modules.ts";
import { FETCHED_PARTS } from "../../files/fetched_parts.ts";
import { isThere } from "../../files/reading.ts";
import { command } from "../../../specs/diagnostics/command.ts";

/** What they are for. */
const PACKAGES: Readonly<Record<typeof FETCHED_PARTS.films.packages[number], string>> = {
  "@vladmandic/human": "The network that finds people",
  "canvaskit-wasm": "What draws films",
};

const FOLDER = besideModules("runtimes/films/node_modules/");

/**
 * The folder of a package.
 *
 * @throws {UserError} When it was not fetched.
 */
export function filmPackage(name: keyof typeof PACKAGES, folder: string = FOLDER): string {
  if (isFetched(name, folder)) return `${folder}${name}/`;
  throw userError(
    `${PACKAGES[name]} is not there`,
    `run \`${command("films")}\` to fetch it, once (${FETCHED_PARTS.films.size})`,
  );
}

/** Whether all of them were fetched. */
export function hasFilmPackages(folder: string = FOLDER): boolean {
  return Object.keys(PACKAGES).every((name) => isFetched(name, folder));
}

function isFetched(name: string, folder: string): boolean {
  return isThere(`${folder}${name}/package.json`);
}
