/** Features that do not change: of a film that could not be read, or of an extractor that stood still. */
import { type StoredRows, valuesOfHalves } from "../../kinds/formats/stored_rows.ts";

/** All snippets have the same values. */
export interface OneRow {
  /** Whether those are all 0. */
  readonly isZero: boolean;
}

/** Whether every row is the first; undefined where one differs, or where there is only one that is not all 0. */
export function oneRow({ width, values }: Pick<StoredRows, "width" | "values">): OneRow | undefined {
  for (let i = width; i < values.length; i++) if (values[i] !== values[i - width]) return undefined;
  const first = values.subarray(0, width);
  const table = first instanceof Float32Array ? undefined : valuesOfHalves();
  const isZero = first.every((value: number) => (table ? table[value] : value) === 0);
  return isZero || values.length > width ? { isZero } : undefined;
}
