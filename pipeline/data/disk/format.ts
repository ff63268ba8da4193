/** The format of a source's files: all that reads or names them goes through it. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { endingOf } from "../../../specs/kinds/formats/format.ts";
import type { ArraySource } from "../../../specs/recipe/feature_array.ts";
import type { FeatureSource } from "../../../specs/recipe/features.ts";
import { requireRegular } from "../../files/reading.ts";
import type { FeatureHead } from "../../kinds/formats/format.ts";
import type { StoredRows } from "../../kinds/formats/stored_rows.ts";
import { arrangementOf } from "./arrangement.ts";
import { createKind } from "../../kinds/kind.ts";
import type { Language } from "../../language.ts";

/** The formats that there are, and how they run. */
export interface Formats {
  readonly vocabulary: Pick<Language["vocabulary"], "formats">;
  readonly kinds: Pick<Language["kinds"], "formats">;
}

/** How the files of a source are read as matrices [L, D], and what their names end in. */
export interface SourceFormat {
  readonly ending: string;
  /** Whether one file may hold all videos. */
  readonly keyed: boolean;
  /** `readHead` of the format; the shape is that of the rows. */
  readHead(
    path: string,
    video: string,
  ): Promise<FeatureHead & { readonly shape: readonly [rows: number, columns: number] }>;
  /** `readRows` of the format, arranged as the source says. */
  readRows(
    path: string,
    video: string,
  ): Promise<StoredRows & { readonly shape: readonly [rows: number, columns: number] }>;
}

/** A format need not say that there is no such file: that is told instead of what it throws then. */
function blaming<T>(
  read: (path: string, video: string) => Promise<T>,
): (path: string, video: string) => Promise<T> {
  return async (path, video) => {
    try {
      return await read(path, video);
    } catch (error) {
      if (!(error instanceof UserError)) await requireRegular(path);
      throw error;
    }
  };
}

/** The format that source `name` says, or that the ending of its path has said. */
export function formatOf(
  name: string,
  source: Pick<FeatureSource, "path" | "format"> & ArraySource,
  { vocabulary, kinds }: Formats,
): SourceFormat {
  const { path, format } = source;
  const spec = vocabulary.formats.get(format.kind)!;
  const keyed = spec.keyed ?? false;
  // One file for all videos has an array for each of them.
  const shared = keyed && !path.includes("{video}") ? { key: "{video}" } : {};
  const { readHead, readRows } = createKind(kinds.formats, { ...shared, ...format });
  const { sizes, rows } = arrangementOf(name, source);
  return {
    ending: endingOf(spec, path),
    keyed,
    readHead: blaming(async (path, video) => {
      const head = await readHead(path, video);
      return { ...head, shape: sizes(head.shape, path) };
    }),
    readRows: blaming(async (path, video) => rows(await readRows(path, video), path)),
  };
}
