/** The labels of predictions: names that the ground truth knows, or numbers that stand for names. */
import { nearest, suggest } from "../../../specs/diagnostics/suggest.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { count, examples, shown } from "../layout.ts";
import { collectMistakes } from "../mistakes.ts";
import { readNameList } from "../name_list.ts";
import type { PredictionRow, PredictionRows } from "./row.ts";

/** The labels that numbers stand for. */
export interface LabelIds {
  /** The file that says so, for messages. */
  readonly file: string;
  /** Label by number. */
  readonly names: ReadonlyMap<number, string>;
}

/** What reading labels needs to know. */
export interface LabelOptions {
  /** The prediction file, for messages. */
  readonly file: string;
  readonly ids?: LabelIds | undefined;
}

/** Reads the labels of rows, and says at the end what is wrong with them. */
export interface LabelReader {
  /** The label of a row; undefined where it is to be left out, which `report` says. */
  label(row: PredictionRow): string | undefined;
  /** Notes every mistake once; throws where no prediction has a label, and `isScored` some a score and times. */
  report(isScored: boolean): void;
}

/** A mistake with the first row that has it. */
interface Found {
  readonly row: PredictionRow;
  times: number;
}

const WHOLE = /^\s*\d+\s*$/;

/**
 * Starts reading labels.
 *
 * @param known the labels of the ground truth; those that numbers stand for are known too.
 */
export function labelReader(
  rows: PredictionRows,
  known: readonly string[],
  { file, ids }: LabelOptions,
): LabelReader {
  const names = new Set([...known, ...ids?.names.values() ?? []]);
  const unknown = new Map<string, Found>();
  const numbers = new Map<number, Found>();
  let [missing, labelled] = [undefined as Found | undefined, 0];
  const add = <K>(found: Map<K, Found>, key: K, row: PredictionRow) => {
    const first = found.get(key);
    if (first) first.times++;
    else found.set(key, { row, times: 1 });
  };
  return {
    label(row) {
      const { label } = row;
      if (label === undefined || label === null) {
        if (missing) missing.times++;
        else missing = { row, times: 1 };
        return undefined;
      }
      labelled++;
      if (typeof label === "string" && names.has(label)) return label;
      const id = idOf(label);
      if (id !== undefined) {
        const name = ids?.names.get(id);
        if (name === undefined) add(numbers, id, row);
        return name;
      }
      if (typeof label === "string") add(unknown, label, row);
      else {
        const message = `Label of a prediction in video "${row.video}" must be text: current value is ${
          shown(label)
        }`;
        rows.note(row, "label", message, undefined, { kind: "label", example: `"${row.video}"` });
      }
      return undefined;
    },
    report(isScored) {
      if (missing && labelled === 0 && isScored) throw proposalsError(file, missing.times);
      if (missing) {
        rows.note(missing.row, "label", `${count(missing.times, "prediction")} of "${file}" lack a label`);
      }
      reportNumbers(rows, numbers, ids);
      for (const [label, { row, times }] of unknown) {
        const more = times > 1 ? ` and in ${count(times - 1, "other prediction")}` : "";
        const message = `Unknown label "${label}" in video "${row.video}"${more}`;
        const isOnly = unknown.size === 1 && times === labelled && nearest(label, known) === undefined;
        rows.note(row, "label", message, isOnly ? proposalsHint(known) : suggest(label, known));
      }
    },
  };
}

/** What to do about a label that every prediction has, and no annotation. */
function proposalsHint(known: readonly string[]): string {
  const labels = known.length > LISTED ? `${known.slice(0, LISTED).join(", ")}, ...` : known.join(", ");
  return `add --proposals where these are proposals of no class; the labels of the ground truth are ${labels}`;
}

/** Labels of the ground truth that a hint lists. */
const LISTED = 10;

function proposalsError(file: string, predictions: number): Error {
  return userError(
    `"${file}" holds proposals: none of ${count(predictions, "prediction")} has a label`,
    "add --proposals to score them by average recall (AR@AN); mAP needs a label for each",
  );
}

function reportNumbers(
  rows: PredictionRows,
  numbers: ReadonlyMap<number, Found>,
  ids: LabelIds | undefined,
): void {
  const [first] = numbers;
  if (!first) return;
  const [id, { row }] = first;
  const times = Array.from(numbers.values()).reduce((sum, { times }) => sum + times, 0);
  const where = `${id} in video "${row.video}"${
    times > 1 ? ` and ${(times - 1).toLocaleString("en-US")} more` : ""
  }`;
  if (!ids) {
    const hint = "add --labels FILE, which lists the names of the labels, one per line, that of 0 first";
    rows.note(row, "label", `Labels are numbers: ${where}`, hint);
    return;
  }
  const stated = [...ids.names.keys()];
  rows.note(
    row,
    "label",
    `No label for ${count(numbers.size, "number")}: ${where}`,
    `"${ids.file}" names ${Math.min(...stated)} to ${Math.max(...stated)}`,
  );
}

function idOf(label: unknown): number | undefined {
  if (typeof label === "number") return Number.isInteger(label) && label >= 0 ? label : undefined;
  return typeof label === "string" && WHOLE.test(label) ? Number(label) : undefined;
}

/** A sentence about names of numbers that the ground truth lacks, such as the heading of a column. */
export function unknownNames({ file, names }: LabelIds, known: readonly string[]): string[] {
  const unknown = [...names].filter(([, name]) => !known.includes(name));
  if (unknown.length === 0) return [];
  const shown = unknown.map(([id, name]) => `${id} is "${name}"`);
  return [
    `${unknown.length} of ${count(names.size, "name")} in "${file}" not in the ground truth: ${
      examples(shown)
    }`,
  ];
}

/**
 * Reads the names of label numbers: one per line, that of 0 first, or lines such as `7 BaseballPitch`.
 *
 * @throws {UserError} When it cannot be read, a name or number is given twice, or some lines have a number and some not.
 */
export async function readLabelIds(path: string): Promise<LabelIds> {
  const mistakes = collectMistakes(`Cannot use "${path}"`, path);
  const { names } = await readNameList(path, "label", mistakes);
  const split = names.map(({ name, place }) => ({
    name,
    place,
    numbered: /^(\d+)[\s,:]+(\S.*)$/.exec(name),
  }));
  const without = split.find(({ numbered }) => !numbered);
  if (without && split.some(({ numbered }) => numbered)) {
    mistakes.add(() => ({
      message: `"${without.name}" has no number, other lines have`,
      place: without.place,
    }));
  }
  const byId = new Map<number, string>();
  split.forEach(({ name, place, numbered }, i) => {
    const id = numbered ? Number(numbered[1]) : i;
    if (byId.has(id)) mistakes.add(() => ({ message: `The number ${id} is given twice`, place }));
    else byId.set(id, numbered ? numbered[2]! : name);
  });
  mistakes.throwIfAny();
  return { file: path, names: byId };
}
