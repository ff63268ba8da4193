/** Names of classes: a class is known by its index, so that their order is fixed. */
import { z } from "zod";

/** A class name that stands where it must not. */
export interface MisplacedClass {
  readonly index: number;
  readonly message: string;
  readonly hint: string;
}

/** The first name that is listed again, or not in code-point order; undefined where all are right. */
export function misplacedClass(names: readonly string[]): MisplacedClass | undefined {
  const index = names.findIndex((name, i) => i > 0 && compareCodePoints(names[i - 1]!, name) >= 0);
  if (index < 0) return undefined;
  const [before, name] = [names[index - 1]!, names[index]!];
  if (before === name) return { index, message: `Class "${name}" is listed twice`, hint: "list it once" };
  return {
    index,
    message: `Classes must be in code-point order: "${name}" (index ${index}) comes after "${before}"`,
    hint: "sort them by code point, as Python's sorted() does: a class is known by its index",
  };
}

/** The schema of a list of class names. */
export function classNames(least: number) {
  return z.array(z.string()).min(least).superRefine((names, context) => {
    const wrong = misplacedClass(names);
    if (!wrong) return;
    const { index, message, hint } = wrong;
    context.addIssue({ code: "custom", path: [index], message, params: { hint, sentence: true } });
  });
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
