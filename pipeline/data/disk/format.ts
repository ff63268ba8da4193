/** The format of a source's files: all that reads or names them goes through it. */
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { endingOf } from "../../../specs/kinds/formats/format.ts";
import type { ArraySource } from "../../../specs/recipe/feature_array.ts";
import { type FeatureSource, pathsOf } from "../../../specs/recipe/features.ts";
import { requireRegular } from "../../files/reading.ts";
import { keyPattern, listedArrays } from "../../kinds/formats/keyed.ts";
import type { FeatureHead, StoredMatrix } from "../../kinds/formats/format.ts";
import type { StoredRows } from "../../kinds/formats/stored_rows.ts";
import { arrangementOf } from "./arrangement.ts";
import { releaseUnused } from "../../kinds/formats/value_type.ts";
import { createKind } from "../../kinds/kind.ts";
import type { Language } from "../../language.ts";

/** The formats that there are, and how they run. */
export interface Formats {
  readonly vocabulary: Pick<Language["vocabulary"], "formats">;
  readonly kinds: Pick<Language["kinds"], "formats">;
}

/** Rows of a source. */
export type ArrangedRows = StoredRows & { readonly shape: readonly [rows: number, columns: number] };

/** The head of a file, with the shape of its rows. */
export type FileHead = FeatureHead & {
  readonly shape: readonly [rows: number, columns: number];
  /** Sizes of the axes of the array in the file. */
  readonly array: readonly number[];
};

/** How the files of a source are read as matrices [L, D], and what their names end in. */
export interface SourceFormat {
  readonly ending: string;
  /** Whether one file may hold all videos. */
  readonly keyed: boolean;
  /** The videos in a file, where one holds all. */
  readonly videosIn: ((path: string) => Promise<string[]>) | undefined;
  /** `readHead` of the format; the shape is that of the rows. */
  readHead(path: string, video: string): Promise<FileHead>;
  /** `readRows` of the format, arranged as the source says. */
  readRows(path: string, video: string): Promise<ArrangedRows>;
  /** `openParts` of the format, arranged as the source says: rows of a part. Undefined where all has to be read. */
  openParts(
    path: string,
    video: string,
  ): Promise<((first: number, count: number) => Promise<ArrangedRows>) | undefined>;
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

/** Stands for the id of a video. */
const VIDEO = "{video}";

/**
 * The ids in the names of arrays that are made by a key such as "{video}/rgb".
 *
 * @throws {UserError} When no name is made so.
 */
function videosOf(path: string, names: readonly string[], key: string): string[] {
  const pattern = keyPattern(key);
  const ids = names.flatMap((name) => pattern.exec(name)?.[1] ?? []);
  if (ids.length > 0) return ids;
  throw userError(
    `Feature file "${path}" has no array named as "${key}": it has ${listedArrays(names)}`,
    `the model reads the arrays of that name: name them so`,
  );
}

/**
 * The format that source `name` says, or that the ending of its path has said.
 *
 * @param isTrained Whether it is of a finished model, so that nothing of the recipe can be changed.
 */
export function formatOf(
  name: string,
  source: Pick<FeatureSource, "path" | "format"> & ArraySource,
  { vocabulary, kinds }: Formats,
  isTrained = false,
): SourceFormat {
  const { format } = source;
  // All have the format of the first, and {video} like it.
  const [path] = pathsOf(source) as [string];
  const spec = vocabulary.formats.get(format.kind)!;
  const keyed = spec.keyed ?? false;
  // One file for all videos has an array for each of them.
  const isShared = keyed && !path.includes("{video}");
  const chosen = isShared ? { key: VIDEO, ...format } : format;
  const key = "key" in chosen ? String(chosen.key) : VIDEO;
  const { readHead, readRows, openParts, names } = createKind(kinds.formats, chosen);
  const { sizes, rows } = arrangementOf(name, source, isTrained);
  const arranged = (stored: StoredMatrix, path: string) => {
    const own = rows(stored, path);
    releaseUnused(stored.values, own.values);
    return own;
  };
  return {
    ending: endingOf(spec, path),
    keyed: keyed && (!isShared || key.includes(VIDEO)),
    videosIn: isShared && names ? async (path) => videosOf(path, await names(path), key) : undefined,
    readHead: blaming(async (path, video) => {
      const head = await readHead(path, video);
      return { ...head, shape: sizes(head.shape, path), array: head.shape };
    }),
    readRows: blaming(async (path, video) => arranged(await readRows(path, video), path)),
    openParts: blaming(async (path, video) => {
      const isFirst = source.axes === undefined || source.axes[0] === "L";
      const read = isFirst ? await openParts?.(path, video) : undefined;
      return read && (async (first, count) => arranged(await read(first, count), path));
    }),
  };
}
