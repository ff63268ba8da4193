/** The format of a source's files: all that reads or names them goes through it. */
import { endingOf } from "../../../specs/kinds/formats/format.ts";
import type { FeatureSource } from "../../../specs/recipe/features.ts";
import type { FeatureFormat } from "../../kinds/formats/format.ts";
import { createKind } from "../../kinds/kind.ts";
import type { Language } from "../../language.ts";

/** The formats that there are, and how they run. */
export interface Formats {
  readonly vocabulary: Pick<Language["vocabulary"], "formats">;
  readonly kinds: Pick<Language["kinds"], "formats">;
}

/** How the files of a source are read, and what their names end in. */
export interface SourceFormat extends FeatureFormat {
  readonly ending: string;
}

/** The format that a source says, or that the ending of its path has said. */
export function formatOf(
  { path, format }: Pick<FeatureSource, "path" | "format">,
  { vocabulary, kinds }: Formats,
): SourceFormat {
  const { readHead, readRows } = createKind(kinds.formats, format);
  return { ending: endingOf(vocabulary.formats.get(format.kind)!, path), readHead, readRows };
}
