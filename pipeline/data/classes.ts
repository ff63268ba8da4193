/** The classes of a data set on disk. */
import { join } from "node:path";
import type { Diagnostic, Place } from "../../specs/diagnostics.ts";
import type { FolderData } from "../../specs/recipe/data.ts";
import type { Mistakes } from "./mistakes.ts";
import { readNameList } from "./name_list.ts";

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
export async function readClasses({ root, classes }: FolderData, mistakes: Mistakes): Promise<Classes> {
  if (!("file" in classes)) {
    checkOrder(classes, new Map(), mistakes);
    return { names: classes, places: new Map() };
  }
  const list = await readNameList(join(root, classes.file), "class", mistakes);
  const names = list.names.map(({ name }) => name);
  const places = new Map(list.names.map(({ name, place }) => [name, place]));
  if (names.length > 0 && names.length !== classes.count) {
    mistakes.add(() => ({
      message: `"${list.file}" lists ${names.length} classes: data.classes.count is ${classes.count}`,
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
  const at = names.findIndex((name, i) => i > 0 && compareCodePoints(names[i - 1]!, name) >= 0);
  if (at < 0) return;
  const [before, name] = [names[at - 1]!, names[at]!];
  mistakes.add((): Diagnostic => ({
    message: before === name
      ? `Class "${name}" is listed twice`
      : `Classes must be in code-point order: "${name}" (index ${at}) comes after "${before}"`,
    place: places.get(name),
    hint: before === name
      ? "list it once"
      : "sort them by code point, as Python's sorted() does: a class is known by its index",
  }));
}

/** Compares two texts by their code points, as Python does; UTF-16 order differs above U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
