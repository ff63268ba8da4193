/** Tables of text of which a line or a column may be no values. */
import type { FeatureSource } from "../../../specs/recipe/features.ts";
import { count } from "../../annotations/layout.ts";
import type { TableRemarks } from "../../kinds/formats/format.ts";

/** A source, and what is odd about its files. */
export interface TableSource extends Pick<FeatureSource, "width" | "axes" | "columns"> {
  readonly name: string;
  readonly files: ReadonlyMap<string, { readonly table?: TableRemarks | undefined }>;
}

/**
 * One sentence for each source whose files begin with a line that was taken for names of columns, or with one of numbers that
 * count and was taken for values, for each whose commas may set thousands apart, and for each whose first column grows by one
 * step in every file, as numbers of rows do.
 */
export function tableWarnings(sources: readonly TableSource[]): string[] {
  return sources.flatMap(({ name, width, axes, columns, files }) => {
    const tables = Array.from(files.values(), ({ table }) => table);
    const named = tables.filter((table) => table?.countsColumns).length;
    const fromOne = tables.filter((table) => table?.countsFromOne).length;
    const grouped = tables.flatMap((table) => table?.grouped ?? []);
    const isFirstRead = axes === undefined && (columns === undefined || columns.startsWith("0:")) &&
      width > 1;
    const isCounted = isFirstRead && tables.length > 0 && tables.every((table) => table?.countsRows);
    const all = count(tables.length, "file");
    return [
      ...named === 0 ? [] : [
        `The first line of ${named} of ${all} of source "${name}" is 0, 1, 2 and so on, and was taken for names of ` +
        `columns: where it is values, write format: { kind: csv, header: false }`,
      ],
      ...fromOne === 0 ? [] : [
        `The first line of ${fromOne} of ${all} of source "${name}" is 1, 2, 3 and so on, and was taken for values: where it ` +
        `is names of columns, write format: { kind: csv, header: true }`,
      ],
      ...grouped.length === 0 ? [] : [
        `Numbers such as "${
          grouped[0]
        }" in ${grouped.length} of ${all} of source "${name}" were read with a decimal comma, ` +
        `as ${
          grouped[0]!.replace(",", ".")
        }: where commas set thousands apart, write numbers without that, as numpy.savetxt does`,
      ],
      ...!isCounted ? [] : [
        `The first column of source "${name}" grows by the same step from row to row in ${
          tables.length === 1 ? "the only file" : `all ${all}`
        }, as row numbers and times do, and is read as a feature: columns: "1:${width}", width: ${
          width - 1
        } leaves it out`,
      ],
    ];
  });
}
