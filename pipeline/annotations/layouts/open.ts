/** Finds out how an annotation file is laid out, and reads it. */
import { join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { LayoutSpec } from "../../../specs/kinds/layouts/layout.ts";
import type { ChosenKind } from "../../../specs/options/fields.ts";
import { isFolder, readFolder, readText } from "../../files/reading.ts";
import { createKind } from "../../kinds/kind.ts";
import type { AnnotationLayout, JsonLayout, RowLayout } from "../../kinds/layouts/layout.ts";
import { LAYOUT_RUNS } from "../../kinds/layouts/mod.ts";
import { LAYOUTS } from "../../../specs/kinds/layouts/mod.ts";
import type { Language } from "../../language.ts";
import { readJson } from "../json/read.ts";
import { type United, unitedSubsets } from "../subsets.ts";
import { type JsonDocument, readJsonDocument } from "./json.ts";
import { type NamedText, type ReadRows, readRows } from "./rows.ts";

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
  const all = [...vocabulary.layouts.values()].map((spec): Candidate => {
    const chosen = format?.kind === spec.kind ? format : { kind: spec.kind };
    return { spec, run: createKind(kinds.layouts, chosen) };
  });
  const candidates = format ? all.filter(({ spec }) => spec.kind === format.kind) : all;
  if (isFolder(path)) return await openFolder(path, candidates);
  const ofEnding = candidates.filter(({ spec }) => spec.endings.some((ending) => path.endsWith(ending)));
  // A file whose ending says nothing is read as what most are.
  const documents = documentsOf(ofEnding.length > 0 || format ? ofEnding : all);
  const rows = (format ? candidates : ofEnding).map(({ run }) => run).find(isRows);
  if (!rows) {
    const layouts = format ? documentsOf(candidates) : documents;
    const document = await readJson(path);
    const found = readJsonDocument(document, layouts.map(({ run }) => run), expectedText(layouts));
    return { ...document, ...unitedSubsets(found) };
  }
  const text = await readText(path);
  return { file: path, text, ...unitedSubsets(readRows([{ file: path, text }], rows, path)) };
}

/** A document that is in memory, of any of the layouts that have one. */
export function readInMemory(value: unknown, file: string, text?: string): United<JsonDocument> {
  const layouts = documentsOf([...OWN.vocabulary.layouts.values()].map((spec): Candidate => {
    return { spec, run: createKind(OWN.kinds.layouts, { kind: spec.kind }) };
  }));
  return unitedSubsets(
    readJsonDocument({ file, value, text }, layouts.map(({ run }) => run), expectedText(layouts)),
  );
}

async function openFolder(path: string, candidates: readonly Candidate[]): Promise<OpenAnnotations> {
  const names = await namesIn(path);
  for (const { spec: { endings }, run } of candidates) {
    if (!isRows(run)) continue;
    const fitting = names.filter((name) => endings.some((ending) => name.endsWith(ending)));
    if (fitting.length === 0) continue;
    const files: NamedText[] = [];
    for (const name of run.choose?.(fitting) ?? fitting) {
      files.push({ file: join(path, name), text: await readText(join(path, name)) });
    }
    const text = files.map(({ file, text }) => `${file.slice(path.length)} ${text.length}\n${text}`).join("");
    return { file: path, text, ...unitedSubsets(readRows(files, run, path)) };
  }
  const endings = candidates.filter(({ run }) => isRows(run)).flatMap(({ spec }) => spec.endings);
  throw userError(
    `No annotation file in folder "${path}"`,
    endings.length > 0 ? `expected files that end in ${endings.join(" or ")}` : "name the file itself",
  );
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
