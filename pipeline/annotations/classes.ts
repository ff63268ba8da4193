/** The classes of a data set on disk. */
import type { Diagnostic, Place } from "../../specs/diagnostics/diagnostics.ts";
import { misplacedClass } from "../../specs/recipe/class_names.ts";
import type { FolderData } from "../../specs/recipe/data.ts";
import { count } from "./layout.ts";
import type { Mistakes } from "./mistakes.ts";
import { readNameList } from "./name_list.ts";
import { inRoot } from "../files/in_root.ts";

/** Class names in index order, each with its place where a file lists them. */
export interface Classes {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * The classes that a recipe lists or names a file for. A wrong count and an order that is not that of code points are
 * noted as mistakes.
 *
 * @throws {UserError} When the file cannot be read.
 */
export async function readClasses(data: FolderData, mistakes: Mistakes): Promise<Classes> {
  const read = await readNames(data, mistakes);
  for (const name of data.ignore_labels) {
    if (!read.names.includes(name)) continue;
    mistakes.add(() => ({
      message: `"${name}" is a class and one of data.ignore_labels`,
      place: read.places.get(name),
      hint: "take it out of one of the two",
    }));
  }
  return read;
}

async function readNames({ root, classes }: FolderData, mistakes: Mistakes): Promise<Classes> {
  if (!("file" in classes)) {
    checkOrder(classes, new Map(), mistakes);
    return { names: classes, places: new Map() };
  }
  const list = await readNameList(inRoot(root, classes.file), "class", mistakes);
  const names = list.names.map(({ name }) => name);
  const places = new Map(list.names.map(({ name, place }) => [name, place]));
  if (names.length > 0 && names.length !== classes.count) {
    mistakes.add(() => ({
      message: `"${list.file}" lists ${count(names.length, "class")}: data.classes.count is ${classes.count}`,
      hint: "make the two agree",
    }));
  }
  checkOrder(names, places, mistakes);
  return { names, places };
}

function checkOrder(
  names: readonly string[],
  places: ReadonlyMap<string, Place>,
  mistakes: Mistakes,
): void {
  const wrong = misplacedClass(names);
  if (!wrong) return;
  const { index, message, hint } = wrong;
  mistakes.add((): Diagnostic => ({ message, place: places.get(names[index]!), hint }));
}
