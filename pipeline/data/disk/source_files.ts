/** The feature files of a data set on disk: where they are and what their heads say. */
import { join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import { type FeatureSource, pathsOf } from "../../../specs/recipe/features.ts";
import { count } from "../../annotations/layout.ts";
import { isAbsent, isThere } from "../../files/reading.ts";
import { withoutFilmEnding } from "../../annotations/names.ts";
import { baseOf, filePlaces } from "./feature_name.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import type { TableRemarks } from "../../kinds/formats/format.ts";
import type { SourceFormat } from "./format.ts";
import { nearFileHint } from "./near_file.ts";
import { namesText, SHOWN_NAMES } from "./names_text.ts";
import { type HeadSearch, readFirst, readSampledHead } from "./read_head.ts";
import { noteCropsFirst, noteWidths, type OtherWidth } from "./widths.ts";
import type { ListedVideo } from "./splits.ts";
import { command } from "../../../specs/diagnostics/command.ts";
import { guidePage } from "../../../specs/diagnostics/guide.ts";

/** One feature file. */
export interface FeatureFile {
  /** Relative to the root of the data set; that which follows from the recipe may be in another Unicode form. */
  readonly name: string;
  readonly wanted: string;
  readonly path: string;
  /** Where there is another file of the video, which is not read. */
  readonly other?: string | undefined;
  /** Snippets. */
  readonly rows: number;
  /** Hash of a sample of its bytes; empty where none was asked for. */
  readonly sample: string;
  /** The type of its values where that is told of. */
  readonly type?: string | undefined;
  /** What is odd about it where it is a table of text. */
  readonly table?: TableRemarks | undefined;
}

/** The page that explains how to get or make features. */
export function featuresPage(): string {
  return guidePage("your_own_features.md");
}

/** How files are looked for. */
export interface Search extends HeadSearch {
  /** What the recipe does with videos without features. */
  readonly missing?: FolderData["missing"] | undefined;
}

/** Files whose heads are read at the same time. */
const AT_ONCE = 32;

/**
 * Reads the head of every video's file of one source. Absent files are noted as one mistake, files of another width as
 * one, files that cannot be used as one for each thing to do about them.
 */
export async function findFeatures(
  dataRoot: string,
  source: string,
  { path, width, axes, columns: part, crops }: Pick<
    FeatureSource,
    "path" | "width" | "axes" | "columns" | "crops"
  >,
  format: SourceFormat,
  videos: readonly ListedVideo[],
  { isSampled, missing, heads }: Search,
  mistakes: Mistakes,
): Promise<Map<string, FeatureFile>> {
  const paths = pathsOf({ path });
  const shared = !paths[0]!.includes("{video}");
  for (const template of paths) {
    const wrong = /\{(?!(?:split|source|video)\})[^}]*\}/.exec(template)?.[0];
    if (wrong === undefined && !(shared && !format.keyed)) continue;
    // A file of all videos may be one that has to be converted.
    const whole = shared
      ? await readSampledHead(
        join(baseOf(dataRoot, template), template.replaceAll("{source}", source)),
        format,
        "",
        { isSampled: false },
      )
      : undefined;
    if (whole instanceof UserError && !isAbsent(whole)) {
      for (const diagnostic of whole.diagnostics) mistakes.add(() => diagnostic);
      return new Map();
    }
    mistakes.add(() => ({
      message: wrong !== undefined
        ? `Unknown ${wrong} in features.sources.${source}.path "${template}"`
        : `features.sources.${source}.path "${template}" has no {video}: all videos would share a file`,
      hint: "{split}, {source} and {video} are replaced",
    }));
    return new Map();
  }
  const places = videos.map((video) => filePlaces(dataRoot, source, paths, video));
  const found = await forEachAtOnce(
    places,
    (own, i) => readFirst(own, format, videos[i]!.id, { isSampled, heads }),
  );
  const results = found.map(({ result }) => result);
  const absent: { readonly id: string; readonly path: string }[] = [];
  const others: OtherWidth[] = [];
  const read: (readonly [rows: number, columns: number])[] = [];
  const arrays: (readonly number[])[] = [];
  const files = new Map<string, FeatureFile>();
  results.forEach((result, i) => {
    const { place: { name, wanted, path }, other } = found[i]!;
    if (result instanceof UserError) {
      const { id, inBoth } = videos[i]!;
      if (isAbsent(result)) {
        if (!inBoth) absent.push({ id, path: shared ? `${path}[${id}]` : path });
      } else {
        for (const diagnostic of result.diagnostics) {
          mistakes.add(() => diagnostic, { kind: `${source}: ${diagnostic.hint}`, example: `"${name}"` });
        }
      }
      return;
    }
    const { shape: [rows, columns], sample, type, table } = result;
    if (columns === width) files.set(videos[i]!.id, { name, wanted, path, other, rows, sample, type, table });
    else others.push({ name, path, rows, columns });
    read.push(result.shape);
    arrays.push(result.array);
  });
  noteWidths(source, { width, axes, columns: part }, others, read, mistakes);
  if (crops !== undefined && axes === undefined) noteCropsFirst(source, arrays, mistakes);
  const [none] = results;
  if (shared && absent.length === videos.length && none instanceof UserError) {
    // What the file has instead says more.
    for (const diagnostic of none.diagnostics) mistakes.add(() => diagnostic);
  } else if (absent.length > 0) {
    const some = absent.length < videos.length
      ? `${absent.length} of ${count(videos.length, "video")}`
      : videos.length === 1
      ? "the only video"
      : `all ${count(videos.length, "video")}`;
    const ids = new Set(absent.map(({ id }) => id));
    // Of a whole split nothing is left out.
    const isPart = (["train", "test"] as const).every((split) =>
      videos.some((video) => video.split === split && !ids.has(video.id))
    );
    const [{ id }] = absent as [typeof absent[number]];
    const listed = videos.find((video) => video.id === id)!;
    const pathOf = (id: string) => {
      const own = filePlaces(dataRoot, source, paths, { ...listed, id }).map(({ path }) => path);
      return own.find(isThere) ?? own[0]!;
    };
    const near = shared
      ? undefined
      : otherName(listed, pathOf) ?? await nearFileAny(dataRoot, source, paths, listed);
    mistakes.add(() => ({
      message: `Missing features of source "${source}" for ${some}: there is no file "${absent[0]!.path}"` +
        (paths.length > 1 ? ", nor in the other places of path" : "") +
        (absent.length > 1 ? `, and none of ${namesText(absent.slice(1).map(({ id }) => id))}` : ""),
      hint: near ??
        `${shared ? "put an array" : `put one ${format.ending} file`} [snippets, ${width}] per video there` +
          (!isPart
            ? ""
            : missing === "leave_out"
            ? "; none are left out, since of one split no video has features of every source"
            : ", or leave such videos out: data.missing: leave_out") +
          (ids.size === videos.length
            ? `; ${command("data", "init", dataRoot)} finds those named otherwise`
            : "") +
          `; ${featuresPage()} says how to get or make them`,
      ...(absent.length > SHOWN_NAMES + 1 ? { all: absent.map(({ id }) => id) } : {}),
    }));
  }
  return files;
}

/** `nearFileHint` in the first of several places where a file has a near name. */
async function nearFileAny(
  dataRoot: string,
  source: string,
  paths: readonly string[],
  video: ListedVideo,
): Promise<string | undefined> {
  for (const template of paths) {
    const hint = await nearFileHint(baseOf(dataRoot, template), template, source, video);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

/** What to do where a file is there under the name of a video without its folder or the ending of a film. */
function otherName({ id, place }: ListedVideo, pathOf: (id: string) => string): string | undefined {
  const flat = id.slice(id.lastIndexOf("/") + 1);
  for (const name of [withoutFilmEnding(id), flat, withoutFilmEnding(flat)]) {
    const path = pathOf(name);
    if (name === id || !isThere(path)) continue;
    const [before, after] = [id.slice(0, id.indexOf(name)), id.slice(id.indexOf(name) + name.length)];
    const parts = [before, after].filter((part) => part !== "").map((part) => `"${part}"`).join(" and ");
    return place === undefined
      ? `there is "${path}": write lists of the names without ${parts}`
      : `there is "${path}": take ${parts} out of the names in the lists`;
  }
  return undefined;
}

async function forEachAtOnce<In, Out>(
  items: readonly In[],
  work: (item: In, i: number) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = new Array(items.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      const i = next++;
      results[i] = await work(items[i]!, i);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
