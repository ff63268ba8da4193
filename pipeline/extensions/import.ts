/** Imports the file of an extension. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { isAbsent, requireRegular } from "../files/reading.ts";
import { noteBuiltIns } from "./built_ins.ts";
import { forbidExit, placeIn, thrownWords, unlessItThrows } from "./blame.ts";

/** Bytes of the largest file: Deno reads a larger one for a long time. */
const LARGEST = 2 ** 24;
/** Milliseconds that an import may take: an await that never ends would leave nothing to wait for. */
export const LONGEST_MS = 60_000;

/**
 * Imports a file. Packages come from the cache that walt's own are in, and nothing from the network.
 *
 * @throws {UserError} Blaming the extension for whatever goes wrong, also where it is no regular file.
 */
export async function importExtension(path: string, longest = LONGEST_MS): Promise<unknown> {
  await requireRegular(path, LARGEST).catch((error) => {
    if (!isAbsent(error)) throw error;
  });
  const allowExit = forbidExit();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`It is not imported after ${longest / 1000} s: an await in it never ends`)),
    longest,
  );
  try {
    return await withBuiltIns(() => Promise.race([import(pathToFileURL(resolve(path)).href), late]));
  } catch (error) {
    const { text, hint } = explain(error, path);
    throw new UserError("Cannot import an extension", [{
      message: `Cannot import extension "${path}": ${text}`,
      place: placeIn(error, path),
      hint,
    }]);
  } finally {
    clearTimeout(timer);
    allowExit();
  }
}

/** Runs something that must leave the built-ins as they are; they are put back before anything is told. */
async function withBuiltIns<T>(run: () => Promise<T>): Promise<T> {
  const putBack = noteBuiltIns();
  let changed: string | undefined;
  let value: T;
  try {
    value = await run();
  } finally {
    changed = putBack();
  }
  if (changed === undefined) return value;
  throw new Error(`It changes ${changed}, which all of walt uses: give it a function of its own`);
}

/** What Deno says where something is not in walt's cache or lockfile. */
const NOT_OURS =
  /not found in cache|for package "|lockfile|A remote specifier|JSR package|import access to|import map/;
/** What it says where a permission is missing. */
const FORBIDDEN = /^Requires \w+ access/;

function explain(error: unknown, path: string): { text: string; hint?: string } {
  const message = unlessItThrows(() => error instanceof Error ? error.message : "", "");
  const text = thrownWords(error);
  if (NOT_OURS.test(message)) {
    const name = /for package "([^"]+)"/.exec(message)?.[1];
    return {
      text: name === undefined
        ? text.replace(/ Run `.*/, "")
        : `it imports a package that walt does not have, "npm:${name}"`,
      hint: "copy the code beside the extension, or use what walt's deno.json has",
    };
  }
  if (FORBIDDEN.test(message)) {
    return { text, hint: "an extension may read files; check and explain allow it nothing else" };
  }
  const missing = message.includes(`Module not found "${pathToFileURL(resolve(path)).href}"`);
  return missing ? { text: "no such file", hint: "paths in a recipe are relative to it" } : { text };
}
