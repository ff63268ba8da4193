/** Finds the annotation file in a folder, and files of frame rates. */
import { dirname, join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { finiteNumber } from "../../annotations/json/finite_number.ts";
import { readJson } from "../../annotations/json/read.ts";
import { type OpenAnnotations, openAnnotations } from "../../annotations/layouts/open.ts";
import { isMap } from "../../kinds/layouts/layout.ts";

/** An annotation file, relative to the folder. */
export interface FoundAnnotations {
  readonly name: string;
  readonly read: OpenAnnotations;
}

/** What was found; a file that looks like annotations and cannot be used has a sentence. */
export interface AnnotationFiles {
  readonly found: readonly FoundAnnotations[];
  readonly wrong: readonly { readonly name: string; readonly text: string }[];
  /** Files that are maps of numbers, with the names in them. */
  readonly rates: readonly { readonly name: string; readonly videos: ReadonlySet<string> }[];
}

/** Tables in one folder from which on they are taken for features. */
const MANY_TABLES = 20;

/** Endings of what programs for coding behaviour write; `elan` and `datavyu` write a file for each video. */
const CODED = [".boris", ".eaf", ".opf"];

/** Reads what may be annotations: JSON, tables, files of programs for coding behaviour and folders of text files. */
export async function findAnnotations(root: string, names: readonly string[]): Promise<AnnotationFiles> {
  const found: FoundAnnotations[] = [];
  const wrong: { name: string; text: string }[] = [];
  const rates: { name: string; videos: ReadonlySet<string> }[] = [];
  const tables = Map.groupBy(names.filter((name) => /\.[ct]sv$/.test(name)), dirname);
  const few = Array.from(tables.values()).filter(({ length }) => length < MANY_TABLES).flat();
  for (const name of [...names.filter((name) => name.endsWith(".json")), ...few]) {
    const read = await attempt(() => openAnnotations(join(root, name)));
    if (!(read instanceof UserError)) found.push({ name, read });
    else {
      const videos = name.endsWith(".json") ? await rateNames(join(root, name)) : undefined;
      if (videos) rates.push({ name, videos });
      else wrong.push({ name, text: `${name}: ${read.diagnostics[0]!.message}` });
    }
  }
  for (const { name, count } of codedFiles(names)) {
    if (name === ".") {
      wrong.push({
        name,
        text: `${count} files of annotations: a recipe names a folder that has them alone`,
      });
      continue;
    }
    const read = await attempt(() => openAnnotations(join(root, name)));
    if (!(read instanceof UserError)) found.push({ name, read });
    else wrong.push({ name, text: `${name}: ${read.diagnostics[0]!.message}` });
  }
  const folders = new Set(names.filter((name) => name.endsWith(".txt")).map(dirname));
  for (const name of folders) {
    const inside = names.filter((each) => dirname(each) === name);
    if (name === "." || !inside.every((each) => each.endsWith(".txt"))) continue;
    const read = await attempt(() => openAnnotations(join(root, name)));
    if (!(read instanceof UserError)) found.push({ name, read });
  }
  return { found, wrong, rates };
}

/** Files of coded behaviour that are one data set: a file that is alone in its folder, or all of a folder. */
function codedFiles(names: readonly string[]): { readonly name: string; readonly count: number }[] {
  return CODED.flatMap((ending) => {
    const byFolder = Map.groupBy(names.filter((name) => name.endsWith(ending)), dirname);
    return Array.from(byFolder, ([folder, own]) => ({
      name: own.length === 1 ? own[0]! : folder,
      count: own.length,
    }));
  });
}

/** The names in a map of numbers; undefined where a file is none. */
async function rateNames(path: string): Promise<ReadonlySet<string> | undefined> {
  const read = await attempt(() => readJson(path));
  if (read instanceof UserError || !isMap(read.value)) return undefined;
  const entries = Object.entries(read.value);
  return entries.length > 0 && entries.every(([, value]) => (finiteNumber(value) ?? 0) > 0)
    ? new Set(entries.map(([name]) => name))
    : undefined;
}

async function attempt<T>(read: () => Promise<T>): Promise<T | UserError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
