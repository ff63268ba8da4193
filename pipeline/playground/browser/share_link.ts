/** Recipes in the fragment of the page's address, which no server sees. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** A recipe that a link brings. */
export interface Shared {
  readonly path: string;
  /** What the library does not have, by path: the recipe itself, and others that it extends. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Letters that a link may have, and bytes of each of its texts; a recipe has a few thousand. */
const LONGEST = 200_000;

const PATH = /^[\w-]+(\/[\w-]+)*\.yaml$/;

/** The fragment of a recipe: its path, and what it and others say where the library does not; undefined where that is too long. */
export function fragmentOf({ path, texts }: Shared): string | undefined {
  const { [path]: own, ...others } = texts;
  const bytes = Object.values(texts).map((text) => strToU8(text));
  if (bytes.some(({ length }) => length > LONGEST)) return undefined;
  const parts = [
    own === undefined ? path : packed(path, own),
    ...Object.entries(others).map(([other, text]) => packed(other, text)),
  ];
  const stated = parts.join("&");
  return stated.length > LONGEST ? undefined : `#${stated}`;
}

/** The recipe of a fragment, or why there is none; undefined of an empty fragment. */
export function sharedIn(fragment: string): Shared | { readonly damaged: string } | undefined {
  const stated = fragment.replace(/^#/, "");
  if (stated === "") return undefined;
  if (stated.length > LONGEST) return { damaged: "it is too long" };
  const parts = stated.split("&").map((part) => part.split("=", 2) as [string, string | undefined]);
  if (!parts.every(([path]) => PATH.test(path))) return { damaged: "it names no recipe" };
  const texts: Record<string, string> = {};
  for (const [path, letters] of parts) {
    if (letters === undefined) continue;
    try {
      const bytes = unpacked(letters);
      if (bytes.length > LONGEST) return { damaged: `its text of ${path} is too long` };
      texts[path] = strFromU8(bytes);
    } catch {
      return { damaged: "its end is missing, or letters of it were changed" };
    }
  }
  return { path: parts[0]![0], texts };
}

function packed(path: string, text: string): string {
  const bytes = deflateSync(strToU8(text), { level: 9 });
  return `${path}=${bytes.toBase64({ alphabet: "base64url", omitPadding: true })}`;
}

/** At most one byte more than a text may have: what is behind is dropped. */
function unpacked(letters: string): Uint8Array {
  const bytes = Uint8Array.fromBase64(letters, { alphabet: "base64url" });
  return inflateSync(bytes, { out: new Uint8Array(LONGEST + 1) });
}
