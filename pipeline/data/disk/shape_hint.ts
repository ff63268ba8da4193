/** What to do about an array of features that has other axes than its source says. */
import type { ArraySource } from "../../../specs/recipe/feature_array.ts";

/** Views of a snippet that extractors save at most. */
export const MOST_CROPS = 30;

/** Crops of a snippet that extractors save mostly. */
const USUAL_CROPS: readonly number[] = [2, 3, 5, 10];

/** Whether the first of three axes looks like crops, and the second like snippets. */
export function areCropsFirst([first, second]: readonly number[]): boolean {
  return first! <= MOST_CROPS && second! > MOST_CROPS ||
    USUAL_CROPS.includes(first!) && !USUAL_CROPS.includes(second!);
}

/** What can be done about a file. */
interface Remedy {
  /** What it looks like, as a question or followed by a colon. */
  readonly looks?: string | undefined;
  /** What to say of it in the recipe. */
  readonly key?: string | undefined;
  /** What to save instead. */
  readonly array?: string | undefined;
}

/**
 * The remedy for a file of `shape`, as a recipe says it and as NumPy does; for a finished model, of whose recipe nothing can
 * be changed, as NumPy does.
 */
export function shapeHint(
  name: string,
  source: ArraySource,
  shape: readonly number[],
  isTrained = false,
): string {
  const { looks, key, array } = remedyFor(`features.sources.${name}`, source, shape);
  const isMatrix = source.axes === undefined && source.crops === undefined && source.pool === undefined;
  // What makes a matrix of it is of no use to a model that reads other arrays.
  if (isTrained && (array === undefined || !isMatrix)) return "save it as the training features were";
  const what = [isTrained ? undefined : key, array].filter((text) => text !== undefined).join("; or ");
  return looks === undefined ? what : `${looks} ${what}`;
}

function remedyFor(key: string, source: ArraySource, shape: readonly number[]): Remedy {
  if (source.columns !== undefined && shape.length === 2) {
    return { key: `${key}.columns: take what the files have` };
  }
  const [first, second, third] = shape;
  const { width } = source;
  if (shape.length === 1) return { array: vectorHint(first!, width) };
  if (shape.length === 3 && first === 1) {
    return {
      looks: "the first axis has one entry:",
      key: `${key}.axes: [crops, L, D] with crops: first leaves it out`,
      array: "save array[0]",
    };
  }
  if (shape.length === 3 && second === 1 && third === width) {
    return {
      looks: "the middle axis has one entry:",
      key: `${key}.crops: first leaves it out`,
      array: "save array[:, 0]",
    };
  }
  if (shape.length === 3) {
    const crops = (axes: string, count: number, axis: number): Remedy => ({
      looks: `${count} crops of every snippet?`,
      key: `${key}.crops: mean averages them${axes}, first takes one, random draws one a step`,
      array: `save array.mean(${axis})${axis === 2 ? ".T" : ""}${
        axis < 2 && second! > MOST_CROPS ? videosHint(first!) : ""
      }`,
    });
    if (first === width && second !== width && third !== width) {
      return crops(", with axes: [D, L, crops]", third!, 2);
    }
    if (areCropsFirst(shape) || second === width) {
      if (second === width && third !== width) return mapsRemedy(key, "[L, D, t]", "2", "");
      return crops(", with axes: [crops, L, D]", first!, 0);
    }
    return crops("", second!, 1);
  }
  if (shape.length > 5) {
    return {
      array: `save a mean over what is neither snippets nor values, such as array.mean((${
        range(2, shape.length)
      }))`,
    };
  }
  if (shape.length > 3) {
    if (shape.at(-1) === width && second !== width) {
      const inner = ["t", "h", "w"].slice(5 - shape.length);
      const axes = `[L, ${inner.join(", ")}, D]`;
      return mapsRemedy(key, axes, `(${range(1, shape.length - 1)})`, `, with axes: ${axes}`);
    }
    const axes = `[L, D, ${["t", "h", "w"].slice(5 - shape.length).join(", ")}]`;
    return mapsRemedy(key, axes, `(${range(2, shape.length)})`, "");
  }
  if (shape.length === 0) return { array: "save one matrix per video, with one row of values per snippet" };
  return { key: `say what the axes are: ${key}.axes, crops and pool; a matrix [L, D] needs none of them` };
}

/** One file may hold all videos, as many snippets of each. */
function videosHint(videos: number): string {
  return `. Or ${videos} videos in one array? save each alone: for n, a in zip(names, array): ` +
    'numpy.save(f"{n}.npy", a)';
}

/** What one axis may be: the rows of a matrix end to end, or one of them. */
function vectorHint(count: number, width: number): string {
  if (count === width) {
    return `a mean over the snippets has no times: save one row per snippet; of a video of one snippet array.reshape(1, ${width})`;
  }
  return count % width === 0
    ? `${count / width} snippets end to end? save array.reshape(-1, ${width})`
    : `save one matrix per video, with one row per snippet: ${count} is no multiple of width, ${width}`;
}

function mapsRemedy(key: string, axes: string, over: string, with_: string): Remedy {
  return {
    looks: `feature maps ${axes}?`,
    key: `${key}.pool: mean averages them${with_}`,
    array: `save array.mean(${over})`,
  };
}

function range(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => from + i).join(", ");
}
