/** Feature files that are not as wide as their source says. */
import type { Mistakes } from "../../annotations/mistakes.ts";
import { MOST_CROPS } from "./shape_hint.ts";
import type { FeatureSource } from "../../../specs/recipe/features.ts";

/** A file of another width. */
export interface OtherWidth {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Notes files of another width than `source` says: as swapped axes where the first axis of all of them has the width.
 *
 * @param all L and D of every file that was read.
 * @param isTrained Whether they are for a finished model, so that nothing of the recipe can be changed.
 */
export function noteWidths(
  source: string,
  { width, axes, columns: part }: Pick<FeatureSource, "width" | "axes" | "columns">,
  others: readonly OtherWidth[],
  all: readonly (readonly [rows: number, columns: number])[],
  mistakes: Mistakes,
  { isTrained = false }: { readonly isTrained?: boolean } = {},
): void {
  const key = `features.sources.${source}`;
  const [first] = others;
  if (first && part === undefined && others.every(({ rows }) => rows === width)) {
    const swapped = all.filter(([rows]) => rows === width).length;
    mistakes.add(() => ({
      message:
        `The axes of source "${source}" look swapped: axis ${
          axes ? 1 : 0
        } has the wanted width, ${width}, in ${swapped} of ` +
        `${all.length} ${all.length === 1 ? "file" : "files"}, such as "${first.path}" [${
          shapeOf(first, axes)
        }]`,
      hint: isTrained
        ? "save array.T: the model reads them as its training features were"
        : swapped < all.length
        ? "save array.T of these; the other files are as the recipe says"
        : axes
        ? `leave out ${key}.axes: ${key}.axes=null`
        : `${key}.axes: [D, L] reads them as they are; or save array.T`,
    }));
    return;
  }
  for (const { name, path, rows, columns } of others) {
    mistakes.add(() => ({
      message: `Feature file "${path}" has shape [${rows}, ${columns}]: wanted [snippets, ${width}]`,
      hint: isTrained
        ? `the model was trained on ${width} values a snippet of source "${source}"`
        : `${key}.width says ${width}: correct it, or the files${
          part === undefined && columns > width ? `; ${key}.columns: ${partsText(width, columns)}` : ""
        }`,
    }), { kind: `width of ${source}`, example: `"${name}" [${rows}, ${columns}]` });
  }
}

/** Notes that arrays read as `[L, crops, D]` have as many snippets in every file and other numbers of crops. */
export function noteCropsFirst(
  source: string,
  arrays: readonly (readonly number[])[],
  mistakes: Mistakes,
  { isTrained = false }: { readonly isTrained?: boolean } = {},
): void {
  const [first] = arrays;
  if (first?.length !== 3 || first[0]! > MOST_CROPS) return;
  if (arrays.some((shape) => shape.length !== 3 || shape[0] !== first[0])) return;
  const counts = arrays.map((shape) => shape[1]!);
  const [least, most] = [counts.reduce((a, b) => Math.min(a, b)), counts.reduce((a, b) => Math.max(a, b))];
  if (least === most) return;
  mistakes.add(() => ({
    message:
      `The axes of source "${source}" look swapped: read as [L, crops, D], each of ${arrays.length} files has ` +
      `${first[0]} snippets, and ${least} to ${most} crops`,
    hint: isTrained
      ? "save array.swapaxes(0, 1): the model reads them as its training features were"
      : `features.sources.${source}.axes: [crops, L, D] reads them as they are`,
  }));
}

/** Which columns of a file may be meant: those after a row number, or of one of two sources where it is twice as wide. */
function partsText(width: number, columns: number): string {
  if (columns === width + 1) return `"1:${columns}" leaves out the first, such as a row number`;
  const first = `"0:${width}" takes the first ${width}`;
  return columns === 2 * width ? `${first}, "${width}:${columns}" the others` : first;
}

function shapeOf({ rows, columns }: OtherWidth, axes: FeatureSource["axes"]): string {
  return axes ? `${columns}, ${rows}` : `${rows}, ${columns}`;
}
