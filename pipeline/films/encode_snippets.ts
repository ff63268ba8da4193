/** Snippets of a film to rows of features; what of a frame does not depend on the snippet is computed once. */
import type { Encoder, FeatureRow, FrameLooks } from "../kinds/encoders/encoder.ts";
import type { FilmSnippet } from "./snippets.ts";

/** How the snippets of one film are encoded, one after the other. */
export function snippetEncoding(
  encoder: Pick<Encoder, "encode" | "looks">,
): (snippet: FilmSnippet) => FeatureRow | Promise<FeatureRow> {
  return encoder.looks ? sharedLooks(encoder.looks) : (snippet) => encoder.encode(snippet);
}

function sharedLooks({ look, join }: FrameLooks): (snippet: FilmSnippet) => Promise<FeatureRow> {
  const known = new Map<number, Float32Array>();
  return async ({ indices, pixels, seconds }) => {
    const fresh = new Map(indices.map((index, i) => [index, pixels[i]!]));
    for (const index of known.keys()) fresh.delete(index);
    const looks = fresh.size === 0 ? [] : await look([...fresh.values()]);
    [...fresh.keys()].forEach((index, i) => known.set(index, looks[i]!));
    const row = join(indices.map((index) => known.get(index)!), seconds);
    // Later snippets begin later.
    for (const index of known.keys()) if (index <= indices[0]!) known.delete(index);
    return row;
  };
}
