/** Finds out how an annotation file is laid out, and reads it. */
import { basename, join } from "../../../specs/load/paths.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { LayoutSpec } from "../../../specs/kinds/layouts/layout.ts";
import { type ChosenKind, fields } from "../../../specs/options/fields.ts";
import { isFolder, readBytes, readFolder, readText } from "../../files/reading.ts";
import { createKind } from "../../kinds/kind.ts";
import type { AnnotationLayout, DocumentLayout, JsonLayout, RowLayout } from "../../kinds/layouts/layout.ts";
import { LAYOUT_RUNS } from "../../kinds/layouts/mod.ts";
import { LAYOUTS } from "../../../specs/kinds/layouts/mod.ts";
import type { Language } from "../../language.ts";
import { parseJson } from "../json/locate.ts";
import { readJson } from "../json/read.ts";
import { type United, unitedSubsets } from "../subsets.ts";
import { type JsonDocument, readJsonDocument } from "./json.ts";
import { type NamedDocument, type NamedText, readDocuments, type ReadRows, readRows } from "./rows.ts";

/** The layouts that there are, and how they run. */
export interface Layouts {
  readonly vocabulary: Pick<Language["vocabulary"], "layouts">;
  readonly kinds: Pick<Language["kinds"], "layouts">;
}

/** Those of the language; the rest of it, which is large, is not needed to read a file. */
const OWN: Layouts = { vocabulary: { layouts: LAYOUTS }, kinds: { layouts: LAYOUT_RUNS } };

/** An annotation file as it was read. */
export type OpenAnnotations = United<JsonDocument | ReadRows> & {
  readonly file: string;
  /** All that was read, by which its data set is known. */
  readonly text: string;
  /** True where that is no map of videos in JSON. */
  readonly isDocument?: true;
};

/** A layout with what the language says of it. */
interface Candidate {
  readonly spec: LayoutSpec;
  readonly run: AnnotationLayout;
}

/** Folders below a folder of annotation files that are looked into. */
const DEEPEST = 3;

/**
 * Reads an annotation file, or a folder of files with rows as one.
 *
 * @param format its layout; by default the ending and the content say it.
 * @throws {UserError} When it cannot be read, is of no layout, or with every mistake and its place.
 */
export async function openAnnotations(
  path: string,
  format?: ChosenKind,
  { vocabulary, kinds }: Layouts = OWN,
): Promise<OpenAnnotations> {
  const all = candidatesOf({ vocabulary, kinds }, format);
  const candidates = format ? all.filter(({ spec }) => spec.kind === format.kind) : all;
  if (isFolder(path)) return await openFolder(path, candidates, format !== undefined);
  const ofEnding = candidates.filter(({ spec }) => hasEnding(spec, path));
  const fitting = format ? candidates : ofEnding;
  for (const { run } of fitting) {
    if (!isRows(run)) continue;
    const file = await readNamed(path, run);
    if (format || (run.fits?.(file.text) ?? true)) {
      return { file: path, text: file.text, isDocument: true, ...unitedSubsets(readRows([file], run, path)) };
    }
  }
  // A file whose ending says nothing is read as what most are.
  return await openDocument(path, fitting.length > 0 ? fitting : all);
}

/** A document that is in memory, of any of the layouts that are maps of videos. */
export function readInMemory(value: unknown, file: string, text?: string): United<JsonDocument> {
  const layouts = documentsOf(candidatesOf(OWN));
  return unitedSubsets(
    readJsonDocument({ file, value, text }, layouts.map(({ run }) => run), expectedText(layouts)),
  );
}

/** The layouts with the options that were chosen, else with their defaults; those that need an option are only chosen. */
function candidatesOf({ vocabulary, kinds }: Layouts, format?: ChosenKind): Candidate[] {
  return [...vocabulary.layouts.values()].flatMap((spec): Candidate[] => {
    if (format?.kind === spec.kind) return [{ spec, run: createKind(kinds.layouts, format) }];
    const defaults = spec.options(PLAIN).safeParse({});
    if (!defaults.success) return [];
    return [{ spec, run: createKind(kinds.layouts, { ...defaults.data, kind: spec.kind }) }];
  });
}

/** Options without constants of a recipe. */
const PLAIN = fields((text) => {
  throw new RangeError(`no number: ${text}`);
}, () => new Map());

async function openDocument(path: string, candidates: readonly Candidate[]): Promise<OpenAnnotations> {
  const document = await readJson(path);
  const { file, text, value } = document;
  for (const { run } of candidates) {
    if (run.content !== "document" || !run.fits(value)) continue;
    const read = readDocuments([{ file, text, document: value }], run, path);
    return { file, text, isDocument: true, ...unitedSubsets(read) };
  }
  const layouts = documentsOf(candidates);
  const expected = expectedText(candidates.filter(({ run }) => !isRows(run)));
  return {
    ...document,
    ...unitedSubsets(readJsonDocument(document, layouts.map(({ run }) => run), expected)),
  };
}

/** Reads the files of a folder by the first layout that they fit; JSON, which may be anything, only where it is chosen. */
async function openFolder(
  path: string,
  candidates: readonly Candidate[],
  isChosen: boolean,
): Promise<OpenAnnotations> {
  const names = await namesIn(path);
  const readable = candidates.flatMap(({ spec, run }) =>
    isRows(run) || run.content === "document" && (isChosen || !spec.endings.includes(".json"))
      ? [{ spec, run }]
      : []
  );
  for (const { spec, run } of readable) {
    const fitting = names.filter((name) => hasEnding(spec, name));
    if (fitting.length === 0) continue;
    const files: NamedText[] = [];
    for (const name of isRows(run) ? run.choose?.(fitting) ?? fitting : fitting) {
      files.push({ ...await readNamed(join(path, name), run), path: name });
    }
    if (isRows(run) && !isChosen && !files.every(({ text }) => run.fits?.(text) ?? true)) continue;
    const text = files.map(({ file, text }) => `${file.slice(path.length)} ${text.length}\n${text}`).join("");
    const read = isRows(run)
      ? readRows(files, run, path)
      : readDocuments(files.map((each) => parsed(each, run, spec)), run, path);
    return { file: path, text, isDocument: true, ...unitedSubsets(read) };
  }
  const endings = new Set(readable.flatMap(({ spec }) => spec.endings));
  throw userError(
    `No annotation file in folder "${path}"`,
    endings.size > 0 ? `expected files that end in ${[...endings].join(" or ")}` : "name the file itself",
  );
}

function parsed(
  { file, text, ...more }: NamedText,
  run: DocumentLayout,
  { summary }: LayoutSpec,
): NamedDocument {
  const document = parseJson(text, file);
  if (run.fits(document)) return { file, text, document, ...more };
  throw userError(`Cannot find annotations in "${file}"`, `expected ${summary}`);
}

/** A file as text, unpacked where it is packed; then its name has that of the text in it. */
async function readNamed(path: string, layout: AnnotationLayout): Promise<NamedText> {
  if (!isRows(layout) || !layout.unpack) return { file: path, text: await readText(path) };
  const unpacked = layout.unpack(await readBytes(path));
  if (unpacked) return { file: `${path}/${unpacked.name}`, text: unpacked.text, path: basename(path) };
  throw userError(`Cannot read "${path}": it is damaged, or no file of this kind`, "write it again");
}

function hasEnding({ endings }: LayoutSpec, name: string): boolean {
  return endings.some((ending) => name.endsWith(ending));
}

/** Names of the files in a folder and below it, sorted. */
async function namesIn(folder: string, depth = DEEPEST): Promise<string[]> {
  const names: string[] = [];
  for (const { name, isDirectory } of await readFolder(folder)) {
    if (!isDirectory) names.push(name);
    else if (depth > 0) {
      for (const inner of await namesIn(join(folder, name), depth - 1)) names.push(join(name, inner));
    }
  }
  return names.sort();
}

function isRows(layout: AnnotationLayout): layout is RowLayout {
  return layout.content === "rows";
}

function documentsOf(
  candidates: readonly Candidate[],
): { readonly spec: LayoutSpec; readonly run: JsonLayout }[] {
  return candidates.flatMap(({ spec, run }) => run.content === "json" ? [{ spec, run }] : []);
}

function expectedText(layouts: readonly { readonly spec: LayoutSpec }[]): string {
  return layouts.map(({ spec }) => spec.summary).join(", or ");
}
