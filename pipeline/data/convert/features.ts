/** Features of any format as .npy files, one for each array, read one at a time. */
import { basename, dirname, extname, join } from "node:path";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { endingOf, formatByEnding } from "../../../specs/kinds/formats/format.ts";
import { count, examples } from "../../annotations/layout.ts";
import { collectMistakes, type Mistakes } from "../../annotations/mistakes.ts";
import { isFolder } from "../../files/reading.ts";
import { ensureFolder } from "../../files/write.ts";
import type { FeatureFormat, FeatureHead, StoredMatrix, TableRemarks } from "../../kinds/formats/format.ts";
import { arrayPath } from "../../kinds/formats/keyed.ts";
import { createKind } from "../../kinds/kind.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { release } from "../../release.ts";
import type { Formats } from "../disk/format.ts";
import { writeNpy } from "../disk/npy_write.ts";
import { filesBelow } from "../files_below.ts";

/** An array that becomes a file. */
interface Conversion {
  readonly file: string;
  /** What messages call it. */
  readonly label: string;
  /** Its name in a file that may hold several. */
  readonly name: string;
  readonly format: Pick<FeatureFormat, "readRows">;
  readonly head: FeatureHead;
  /** The file that is written. */
  readonly out: string;
}

/** What is to be written. */
export interface ConversionPlan {
  readonly arrays: readonly Conversion[];
  /** One sentence for each thing that is not as it was. */
  readonly notes: readonly string[];
}

/**
 * Finds the arrays of a file or of those in a folder, from their heads alone. An array becomes a file of the folder `out`,
 * named after its file, or after itself where its file has several: `<out>/<array>.npy` of one file,
 * `<out>/<file>/<array>.npy` of those in a folder. Where `out` ends in .npy it is that file.
 *
 * @throws {UserError} With every file that cannot be read and every name that cannot be written.
 */
export async function planConversion(
  input: string,
  out: string,
  { vocabulary, kinds }: Formats = OWN_KINDS,
): Promise<ConversionPlan> {
  const folder = isFolder(input);
  const names = folder ? await filesBelow(input) : [basename(input)];
  const mistakes = collectMistakes("Cannot convert the features");
  const arrays: Conversion[] = [];
  const others: string[] = [];
  for (const name of names) {
    const spec = formatByEnding(vocabulary.formats, name);
    if (!spec) {
      others.push(name);
      continue;
    }
    const file = join(folder ? input : dirname(input), name);
    const format = createKind(kinds.formats, { kind: spec.kind, ...spec.keyed ? { key: "{video}" } : {} });
    const stem = name.slice(0, -endingOf(spec, name).length);
    try {
      const inside = format.names ? await format.names(file) : [stem];
      for (const array of inside) {
        const head = await format.readHead(file, array);
        const own = inside.length === 1 ? stem : folder ? join(stem, array) : array;
        const label = inside.length === 1 ? file : arrayPath(file, array);
        arrays.push({ file, label, name: array, format, head, out: placeOf(out, own) });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const diagnostic of error.diagnostics) {
        mistakes.add(() => diagnostic, { kind: `${spec.kind}: ${diagnostic.hint}`, example: `"${name}"` });
      }
    }
  }
  refuseNames(arrays, out, mistakes);
  mistakes.throwIfAny();
  if (arrays.length === 0) throw nothingFound(input, folder, vocabulary);
  return { arrays, notes: notesOn(arrays, others) };
}

/** Writes what is planned, one array after the other; `onArray` is called after each. */
export async function convertFeatures(
  { arrays }: Pick<ConversionPlan, "arrays">,
  onArray?: (done: number) => void,
): Promise<void> {
  const unwritten: UserError[] = [];
  for (const [i, { file, name, format, out }] of arrays.entries()) {
    try {
      const { values, shape } = await format.readRows(file, name);
      await ensureFolder(dirname(out));
      await writeNpy(out, writable(values), shape);
      release(values);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unwritten.push(error);
    }
    onArray?.(i + 1);
  }
  if (unwritten.length === 0) return;
  const mistakes = collectMistakes(
    `Not written: ${unwritten.length.toLocaleString("en-US")} of ${count(arrays.length, "array")}`,
  );
  for (const diagnostic of unwritten.flatMap(({ diagnostics }) => diagnostics)) {
    mistakes.add(() => diagnostic);
  }
  throw mistakes.error();
}

function writable(values: StoredMatrix["values"]): Float16Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = values;
  return values instanceof Uint16Array
    ? new Float16Array(buffer as ArrayBuffer, byteOffset, length)
    : new Float32Array(buffer as ArrayBuffer, byteOffset, length);
}

const ENDING = ".npy";

function placeOf(out: string, name: string): string {
  return extname(out) === ENDING ? out : `${out}/${name}${ENDING}`;
}

/** Notes names that lead out of the folder, and two that are the same. */
function refuseNames(arrays: readonly Conversion[], out: string, mistakes: Mistakes): void {
  for (const [place, [first, second]] of Map.groupBy(arrays, (array) => join(array.out))) {
    if (
      first!.out.slice(out.length + 1).split("/").some((part) => /^\.{0,2}$|\p{Cc}/u.test(part)) &&
      place !== out
    ) {
      mistakes.add(() => ({
        message: `Array "${first!.label}" has a name that no file of "${out}" can have`,
        hint: "name the array after its video",
      }), { kind: "name", example: `"${first!.name}"` });
    }
    if (!second) continue;
    mistakes.add(() => ({
      message: `"${first!.label}" and "${second.label}" would both be "${place}"`,
      hint: place === out ? "name a folder with --out" : "convert them into two folders",
    }), { kind: "one place", example: `"${place}"` });
  }
}

function notesOn(arrays: readonly Conversion[], others: readonly string[]): string[] {
  const types = Map.groupBy(arrays, ({ head }) => head.type ?? "");
  types.delete("");
  const axes = arrays.filter(({ head }) => head.shape.length !== 2);
  const of = (tells: (table: TableRemarks) => unknown) =>
    arrays.filter(({ head: { table } }) => table && tells(table));
  const told = (found: readonly Conversion[], text: (files: string) => string) =>
    found.length === 0
      ? []
      : [`${text(count(found.length, "file"))}: ${examples(found.map(({ label }) => `"${label}"`))}`];
  const grouped = of((table) => table.grouped);
  const cell = grouped[0]?.head.table?.grouped;
  return [
    ...told(
      of((table) => table.countsColumns),
      (files) => `the first line of ${files} is 0, 1, 2 and so on, and was taken for names of columns`,
    ),
    ...told(
      of((table) => table.countsFromOne),
      (files) => `the first line of ${files} is 1, 2, 3 and so on, and was taken for values`,
    ),
    ...told(grouped, (files) => `numbers such as "${cell}" in ${files} were read with a decimal comma`),
    ...Array.from(types, ([type, own]) => `${count(own.length, "array")} of ${type}, written as float32`),
    ...axes.length === 0 ? [] : [
      `${count(axes.length, "array")} not of two axes, such as [${
        axes[0]!.head.shape.join(", ")
      }]: written as ` +
      "they are, and read with axes, crops or pool of the source",
    ],
    ...others.length === 0
      ? []
      : [`passed over: ${count(others.length, "file")} of other endings: ${examples(others)}`],
  ];
}

function nothingFound(input: string, folder: boolean, { formats }: Formats["vocabulary"]): UserError {
  const endings = [...formats.values()].flatMap((spec) => spec.endings).join(", ");
  return userError(
    folder ? `No feature file in folder "${input}"` : `"${input}" is no feature file by its ending`,
    `features end in ${endings}; annotations become one file: --out gt.json`,
  );
}
