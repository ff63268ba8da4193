/** The format of a source's files: all that reads or names them goes through it. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { endingOf } from "../../../specs/kinds/formats/format.ts";
import type { FeatureSource } from "../../../specs/recipe/features.ts";
import { requireRegular } from "../../files/reading.ts";
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

/** A format need not say that there is no such file: that is told instead of what it throws then. */
function blaming<T>(read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  return async (path) => {
    try {
      return await read(path);
    } catch (error) {
      if (!(error instanceof UserError)) await requireRegular(path);
      throw error;
    }
  };
}

/** The format that a source says, or that the ending of its path has said. */
export function formatOf(
  { path, format }: Pick<FeatureSource, "path" | "format">,
  { vocabulary, kinds }: Formats,
): SourceFormat {
  const { readHead, readRows } = createKind(kinds.formats, format);
  return {
    ending: endingOf(vocabulary.formats.get(format.kind)!, path),
    readHead: blaming(readHead),
    readRows: blaming(readRows),
  };
}
