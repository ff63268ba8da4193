/** Why files cannot be read, and what the errors of the system mean. */
import type { Place } from "../../specs/diagnostics/diagnostics.ts";

/** Why a file is not read, in the person's terms. */
export class Unreadable extends Error {
  override name = "Unreadable";
  /** What to do about it, where that is clear. */
  readonly hint: string | undefined;
  /** Where in the file it is. */
  readonly place: Place | undefined;

  constructor(what: string, hint?: string, place?: Place) {
    super(what);
    this.hint = hint;
    this.place = place;
  }
}

/** What the system's errors mean, by their codes. */
const MEANINGS: Readonly<Record<string, readonly [what: string, hint?: string]>> = {
  ENOENT: ["there is no such file"],
  ENOTDIR: ["there is no such file"],
  EISDIR: ["it is a folder", "name a regular file"],
  EACCES: ["no permission", "make it readable: chmod u+r, and u+x for its folders"],
  EPERM: ["no permission", "make it readable: chmod u+r, and u+x for its folders"],
  ELOOP: ["it is a link that leads back to itself", "make the link anew, to a file"],
  ENAMETOOLONG: ["its name is longer than a file name may be"],
  EIO: ["the disk cannot read it", "copy it anew from where it came from"],
};

/** What an error of the system says; undefined where it is none. */
export function unreadable(error: unknown): Unreadable | undefined {
  if (error instanceof Unreadable) return error;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Deno.errors.NotCapable) {
    return new Unreadable("walt does not read files of the system", "copy it to a folder of your own");
  }
  const { code, message } = error as Error & { code?: string };
  if (code !== undefined && MEANINGS[code]) return new Unreadable(...MEANINGS[code]);
  // A name with a NUL character.
  if (code === "EINVAL") return new Unreadable("no file can have this name");
  const said = /^(.+?) \(os error \d+\)/.exec(message)?.[1];
  return said === undefined ? undefined : new Unreadable(said);
}
