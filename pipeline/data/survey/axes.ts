/** What the axes of feature arrays are, guessed from the sizes of several. */
import type { ArrayKeys } from "../../../specs/recipe/feature_array.ts";

/** A guess of the axes. */
export interface GuessedAxes extends Pick<ArrayKeys, "axes" | "crops" | "pool"> {
  /** D. */
  readonly width: number;
  /** L of each array. */
  readonly lengths: readonly number[];
  /** Whether no axis differs between arrays, so that L is the first without more reason. */
  readonly isUnsure: boolean;
}

type Axis = NonNullable<ArrayKeys["axes"]>[number];

/** Views of a snippet that extractors save at most, and usually. */
const MOST_CROPS = 30;
const USUAL_CROPS: readonly number[] = [10, 5];

/**
 * L is the axis that differs between arrays, D the largest of the others (of two, not the one of 10 or 5), a small third one
 * counts crops, and what is left are places of a feature map. Undefined where the arrays have other ranks, one axis or more than five, or several widths.
 */
export function guessAxes(shapes: readonly (readonly number[])[]): GuessedAxes | undefined {
  const [first] = shapes;
  if (!first || first.length < 2 || first.length > 5) return undefined;
  if (shapes.some(({ length }) => length !== first.length)) return undefined;
  const differing = [...first.keys()].filter((axis) => shapes.some((shape) => shape[axis] !== first[axis]));
  if (differing.length > 1) return undefined;
  const length = differing[0] ?? 0;
  const others = [...first.keys()].filter((axis) => axis !== length);
  const crops = others.length === 2 ? others.filter((axis) => USUAL_CROPS.includes(first[axis]!)) : [];
  const width = others.filter((axis) => crops.length !== 1 || axis !== crops[0])
    .reduce((a, b) => first[b]! > first[a]! ? b : a);
  const rest = others.filter((axis) => axis !== width);
  const hasCrops = rest.length === 1 && first[rest[0]!]! <= MOST_CROPS;
  const maps = ["t", "h", "w"].slice(3 - rest.length) as Axis[];
  const axes = [...first.keys()].map((axis): Axis => {
    if (axis === length) return "L";
    if (axis === width) return "D";
    return hasCrops ? "crops" : maps[rest.indexOf(axis)]!;
  });
  const usual = hasCrops ? ["L", "crops", "D"] : ["L", "D", ...maps];
  return {
    width: first[width]!,
    lengths: shapes.map((shape) => shape[length]!),
    isUnsure: differing.length === 0,
    ...axes.every((axis, i) => axis === usual[i]) ? {} : { axes },
    ...rest.length === 0 ? {} : hasCrops ? { crops: "mean" as const } : { pool: "mean" as const },
  };
}
