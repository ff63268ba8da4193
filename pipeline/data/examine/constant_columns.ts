/** Columns of features that have one value in every snippet of every video. */
import { type StoredRows, valuesOfHalves } from "../../kinds/formats/stored_rows.ts";

/** Such columns of some videos, from 0, ascending, and the value of each. */
export type LeftColumns = ReadonlyMap<number, number>;

/** Looks for such columns while videos pass by; a column that has had two values is not looked at again. */
export interface ConstantColumns {
  /** Looks at more rows. */
  add(rows: Pick<StoredRows, "width" | "values">): void;
  /** Those that are left; undefined before anything was added. */
  readonly left: LeftColumns | undefined;
}

/** Starts with every column. */
export function constantColumns(): ConstantColumns {
  let firsts: Float32Array | undefined;
  let left = new Int32Array(0);
  return {
    add({ width, values }) {
      const table = values instanceof Float32Array ? undefined : valuesOfHalves();
      const at = (index: number) => table ? table[values[index]!]! : values[index]!;
      if (!firsts) {
        firsts = Float32Array.from({ length: width }, (_, column) => at(column));
        left = Int32Array.from(firsts.keys());
      }
      for (let row = 0; row < values.length && left.length > 0; row += width) {
        let kept = 0;
        for (let i = 0; i < left.length; i++) {
          const column = left[i]!;
          if (at(row + column) === firsts[column]!) left[kept++] = column;
        }
        if (kept < left.length) left = left.subarray(0, kept);
      }
    },
    get left() {
      return firsts && new Map(Array.from(left, (column) => [column, firsts![column]!]));
    },
  };
}

/** The columns that have one value in all parts of the videos. */
export function constantInAll(parts: readonly (LeftColumns | undefined)[]): number[] {
  const [first, ...others] = parts.filter((part) => part !== undefined);
  return [...first ?? []].flatMap(([column, value]) =>
    others.every((part) => part.get(column) === value) ? [column] : []
  );
}
