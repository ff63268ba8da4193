/** Files that hold several arrays, of which one is read. */
import { ABSENT, readError } from "../../files/reading.ts";
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";

/** Which array is read. */
export interface KeyOptions {
  /** Its name, with {video} for the id and {split} for any one group; where it is absent, the file holds one alone. */
  readonly key?: string | undefined;
}

/**
 * The name of the array that is read, as the file has it: names may differ in how Unicode composes their characters.
 *
 * @throws {UserError} When there is none, or several and none is named.
 */
export function arrayName(
  names: readonly string[],
  { key }: KeyOptions,
  kind: string,
  path: string,
  video: string,
): string {
  const example = `format: { kind: ${kind}, key: "${names[0]}" }`;
  if (names.length === 0) throw noArray(path, "no array of numbers", `save one, [snippets, values]`);
  if (key === undefined) {
    if (names.length === 1) return names[0]!;
    throw noArray(
      path,
      `${names.length} arrays, ${listedArrays(names)}: wanted one`,
      `say which: ${example}`,
    );
  }
  const wanted = key.replaceAll("{video}", () => video);
  if (names.includes(wanted)) return wanted;
  const composed = wanted.normalize("NFC");
  const same = key.includes(SPLIT)
    ? oneOf(names, composed, path)
    : names.find((name) => name.normalize("NFC") === composed);
  if (same !== undefined) return same;
  const message = `Feature file "${path}" has no array "${wanted}": it has ${listedArrays(names)}`;
  const hint = key.includes("{video}")
    ? keysAround(names, kind, video) ?? suggest(wanted, names) ?? example
    : suggest(wanted, names) ?? example;
  throw new UserError(message, [{ message, hint, ...(key.includes("{video}") ? { code: ABSENT } : {}) }]);
}

/** Stands for a group, such as train. */
const SPLIT = "{split}";

/** The one name that a key with {split} leads to; undefined where none is so. */
function oneOf(names: readonly string[], key: string, path: string): string | undefined {
  const end = key.slice(key.lastIndexOf(SPLIT) + SPLIT.length);
  const pattern = keyPattern(key);
  const found = names.map((name) => [name, name.normalize("NFC")] as const)
    .filter(([, composed]) => composed.endsWith(end) && pattern.test(composed)).map(([name]) => name);
  if (found.length < 2) return found[0];
  throw noArray(path, `several arrays named as "${key}": ${listedArrays(found)}`, "keep one of them");
}

/** What names look like that a key with {split}, and with {video} where it still has that, leads to. */
export function keyPattern(key: string): RegExp {
  const parts = key.split(/(\{split\}|\{video\})/).map((part) =>
    part === SPLIT ? "[^/]+" : part === "{video}" ? "(.+)" : RegExp.escape(part)
  );
  return new RegExp(`^${parts.join("")}$`, "s");
}

/** The keys that would lead to arrays whose names hold the id of the video. */
function keysAround(names: readonly string[], kind: string, video: string): string | undefined {
  if (video === "") return undefined;
  const id = new RegExp(`(?<![a-z0-9])${RegExp.escape(video)}(?![a-z0-9])`, "i");
  const found = names.filter((name) => id.test(name)).map((name) => name.replace(id, "{video}"));
  const [only] = found;
  const keys = found.length === 1 && !names.every((name) => keyPattern(only!).test(name))
    ? [only!.replace(/^[^/]+(?=\/.*\{video\})/, SPLIT)]
    : found;
  if (keys.length === 0) return undefined;
  const all = keys.slice(0, 3).map((key) => `format: { kind: ${kind}, key: "${key}" }`);
  return `say how they are named: ${all.join(", or ")}`;
}

/** The path of a file and the array in it, as messages name them. */
export function arrayPath(path: string, name: string): string {
  return `${path}[${name}]`;
}

function noArray(path: string, found: string, hint: string): UserError {
  return userError(`Feature file "${path}" has ${found}`, hint);
}

/** The names of the first arrays of a file, and how many more there are. */
export function listedArrays(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, 3).map((name) => `"${name}"`).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Milliseconds after which a file that is written again has another time. */
const SETTLED = 2000;

/** Keeps what `read` gives of the file that was read last, as long as the file stays the same. */
export function rememberLast<T>(
  read: (path: string) => Promise<T>,
): (path: string) => Promise<T> {
  let last: { readonly path: string; readonly stamp: string; readonly value: Promise<T> } | undefined;
  return async (path) => {
    const { size, mtime } = await Deno.stat(path).catch((error) => {
      throw readError(path, error);
    });
    const stamp = `${size} ${mtime?.getTime()}`;
    if (last?.path === path && last.stamp === stamp) return await last.value;
    const value = read(path);
    // What was written just now may be written again without another size or time.
    if (!mtime || Date.now() - mtime.getTime() < SETTLED) return await value;
    last = { path, stamp, value };
    value.catch(() => last = undefined);
    return await value;
  };
}
