/** Recipes in the fragment of the page's address, which no server sees. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** A recipe that a link brings: of the library where it has no text. */
export interface Shared {
  readonly path: string;
  readonly text?: string | undefined;
}

/** Letters that a link may have; a recipe has a few thousand. */
const LONGEST = 200_000;

const PATH = /^[\w-]+(\/[\w-]+)*\.yaml$/;

/** The fragment of a recipe: its path, and what it says where the library does not. */
export function fragmentOf({ path, text }: Shared): string {
  if (text === undefined) return `#${path}`;
  const bytes = deflateSync(strToU8(text), { level: 9 });
  return `#${path}=${bytes.toBase64({ alphabet: "base64url", omitPadding: true })}`;
}

/** The recipe of a fragment, or why there is none; undefined of an empty fragment. */
export function sharedIn(fragment: string): Shared | { readonly damaged: string } | undefined {
  const stated = fragment.replace(/^#/, "");
  if (stated === "") return undefined;
  const [path, packed] = stated.split("=", 2) as [string, string | undefined];
  if (stated.length > LONGEST) return { damaged: "it is too long" };
  if (!PATH.test(path)) return { damaged: "it names no recipe" };
  if (packed === undefined) return { path };
  try {
    const bytes = Uint8Array.fromBase64(packed, { alphabet: "base64url" });
    const text = strFromU8(inflateSync(bytes, { out: new Uint8Array(LONGEST) }));
    return { path, text: text.replace(/\0+$/, "") };
  } catch {
    return { damaged: "its end is missing, or letters of it were changed" };
  }
}
