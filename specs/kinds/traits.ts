/** What blocks and functions promise of themselves, so that passes over programs know no kind by its name. */
import type { TensorType } from "../types.ts";

/** The promises of one operation, as plain data; what is absent is not promised. x is its first input, y its value. */
export interface Traits {
  /**
   * Snippet t of y depends on the snippets t - reach to t + reach of the inputs alone, as if there were no others; with 0 a
   * repeated snippet repeats it. Inputs without T are the same for all.
   */
  readonly reach?: number;
  /** What a reach beyond the first and the last snippet meets counts as zeros. */
  readonly zerosOutside?: boolean;
  /** y is some columns of x, from this one on. */
  readonly columnsFrom?: number;
  /** y reads x by `Call.convolve` alone. */
  readonly convolution?: Convolution;
  /** The trainable tensor W of y = g(W x), by its name within the block: W may be multiplied by a number instead of x. */
  readonly linear?: string;
  /** y = factor z, in training. With the option `scaled` false it is z instead. */
  readonly factor?: number;
  /**
   * y [B, K, D] is the rows of x [B, T, D] that the second input [B, K] names: of lists laid end to end it is the rows
   * laid end to end.
   */
  readonly takesRows?: boolean;
  /** y is x divided by its Euclidean norm along this axis, as `l2_normalize` divides. */
  readonly normalized?: number;
  /** y is the median of x over these axes: a level that a report may draw beside x. */
  readonly median?: readonly number[];
  /** y is the same for every x where this axis has one entry. */
  readonly constantAlone?: number;
  /** y is the sum over this axis of the product of two inputs. */
  readonly product?: number;
}

/** What is promised of what works along some axes of a type: where T is none of them, it works on each snippet alone. */
export function snippetwise({ dims }: TensorType, ...axes: readonly number[]): Pick<Traits, "reach"> {
  return axes.some((at) => dims[at]?.axis === "T") ? {} : { reach: 0 };
}

/** What is promised of what looks at neighbours along an axis, `reach` of them on each side at most. */
export function reaching(
  { dims }: TensorType,
  axis: number,
  reach: number,
  zerosOutside = true,
): Pick<Traits, "reach" | "zerosOutside"> {
  return dims[axis]?.axis === "T" ? { reach, zerosOutside } : { reach: 0 };
}

/** A temporal convolution with weights [depth, kernel, width]. */
export interface Convolution {
  /** Taps along T. */
  readonly kernel: number;
  /** Snippets from one tap to the next. */
  readonly dilation: number;
  /** Features of a snippet that it reads. */
  readonly depth: number;
  /** Features of a snippet that it makes. */
  readonly width: number;
}
