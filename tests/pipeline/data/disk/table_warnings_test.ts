import assert from "node:assert/strict";
import { join } from "node:path";
import { openFeatureFiles } from "../../../../pipeline/data/disk/feature_files.ts";
import { tableWarnings } from "../../../../pipeline/data/disk/table_warnings.ts";
import type { TableRemarks } from "../../../../pipeline/kinds/formats/format.ts";
import type { FeaturesSection } from "../../../../specs/recipe/features.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { opened, smallDataset } from "../small_dataset.ts";

const table = (countsColumns: boolean, countsRows: boolean): { table: TableRemarks } => ({
  table: { countsColumns, countsRows },
});

Deno.test("tableWarnings() tells a first column that counts in every file, where it is read", () => {
  const files = new Map<string, { table: TableRemarks | undefined }>([
    ["a", table(false, true)],
    ["b", table(false, true)],
  ]);
  const told = (more: object) => tableWarnings([{ name: "rgb", width: 9, files, ...more }]);
  assert.deepEqual(told({}), [
    'The first column of source "rgb" grows by the same step from row to row in all 2 files, as row numbers and times do, ' +
    'and is read as a feature: columns: "1:9", width: 8 leaves it out',
  ]);
  assert.equal(told({ columns: "0:9" }).length, 1);
  assert.deepEqual(told({ columns: "1:10" }), []);
  assert.deepEqual(told({ axes: ["D", "L"] }), []);
  assert.deepEqual(told({ files: new Map([...files, ["c", table(false, false)]]) }), []);
  assert.deepEqual(told({ files: new Map([...files, ["c", { table: undefined }]]) }), []);
  assert.deepEqual(told({ files: new Map() }), []);
});

const HEADER =
  " is 0, 1, 2 and so on, and was taken for names of columns: where it is values, write format: { kind: csv, header: false }";

Deno.test("tableWarnings() counts the files whose first line was taken for names of columns", () => {
  const files = new Map([["a", table(true, false)], ["b", table(false, false)]]);
  assert.deepEqual(tableWarnings([{ name: "rgb", width: 9, files }]), [
    `The first line of 1 of 2 files of source "rgb"${HEADER}`,
  ]);
});

Deno.test("tableWarnings() tells a first line that counts from 1, and commas that may set thousands apart", () => {
  const file = (more: Partial<TableRemarks>) => ({
    table: { countsColumns: false, countsRows: false, ...more },
  });
  const files = new Map([["a", file({ countsFromOne: true })], ["b", file({ grouped: "1,234" })]]);
  assert.deepEqual(tableWarnings([{ name: "rgb", width: 9, files }]), [
    'The first line of 1 of 2 files of source "rgb" is 1, 2, 3 and so on, and was taken for values: where it is names of ' +
    "columns, write format: { kind: csv, header: true }",
    'Numbers such as "1,234" in 1 of 2 files of source "rgb" were read with a decimal comma, as 1.234: where commas set ' +
    "thousands apart, write numbers without that, as numpy.savetxt does",
  ]);
});

/** Files of three columns, of which the first counts; the first line is 0,1,2. */
function write(folder: string, ids: readonly string[]) {
  ids.forEach((id, i) =>
    Deno.writeTextFileSync(join(folder, `${id}.csv`), `0,1,2\n1,${i},5\n2,3,5\n3,4,${i}\n4,9,8\n`)
  );
}

Deno.test("Features with row numbers are told of, and their remedies read the values", async () => {
  const open = async (source: object) => {
    const small = smallDataset();
    const { fps, stride } = small.features.sources["rgb"]!;
    small.features.sources = {
      rgb: { path: "{video}.csv", format: { kind: "csv" }, width: 3, fps, stride, ...source },
    };
    small.matrices = {};
    return await opened(small, async ({ warnings, test, read }) => {
      return {
        told: warnings.filter((each) => each.startsWith("The first")),
        values: [...await read(test[0]!)],
      };
    }, { prepare: (root) => Promise.resolve(write(root, ["v1", "v2", "v3"])) });
  };
  const plain = await open({});
  assert.equal(plain.told.length, 2);
  assert.deepEqual(plain.values, [1, 2, 5, 2, 3, 5, 3, 4, 2, 4, 9, 8]);
  const cut = await open({ width: 2, columns: "1:3", format: { kind: "csv", header: false } });
  assert.deepEqual(cut, { told: [], values: [1, 2, 2, 5, 3, 5, 4, 2, 9, 8] });
});

Deno.test("openFeatureFiles() tells of first lines that were taken for names, and no columns", async () => {
  const folder = temporaryFolder();
  write(folder, ["a"]);
  const section: FeaturesSection = {
    sources: { rgb: { path: "{video}.csv", format: { kind: "csv" }, width: 3, fps: 25, stride: 16 } },
    length_mismatch: "error",
    sampling: { length: 5, train: { kind: "uniform" }, test: { kind: "all" } },
  };
  const { warnings } = await openFeatureFiles([folder], section);
  assert.deepEqual(warnings, [`The first line of 1 of 1 file of source "rgb"${HEADER}`]);
});
