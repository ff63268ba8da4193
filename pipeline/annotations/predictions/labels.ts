/** The labels of predictions: names that the ground truth knows, or numbers that stand for names. */
import { nearest, suggest } from "../../../specs/diagnostics/suggest.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { count, shown } from "../layout.ts";
import { formNote, otherForms } from "../label_forms.ts";
import type { LabelIds } from "./label_ids.ts";
import type { PredictionRow, PredictionRows } from "./row.ts";
import { wholeNumber } from "./whole_number.ts";

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
  /**
   * Notes every mistake once, and answers with a sentence where labels are known in another Unicode form; throws where no
   * prediction has a label, and `isScored` some a score and times.
   */
  report(isScored: boolean): string[];
}

/** A mistake with the first row that has it. */
interface Found {
  readonly row: PredictionRow;
  times: number;
}

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
  const formOf = otherForms(known);
  const numbered = new Map(Array.from(ids?.names ?? [], ([id, name]) => [id, formOf(name) ?? name]));
  const names = new Set([...known, ...numbered.values()]);
  const inOtherForm = new Set<string>();
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
      if (typeof label === "string") {
        if (names.has(label)) return label;
        const name = formOf(label);
        if (name !== undefined) {
          inOtherForm.add(name);
          return name;
        }
      }
      const id = wholeNumber(label);
      if (id !== undefined) {
        const name = numbered.get(id);
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
        rows.note(row, "label", message, isOnly ? proposalsHint(known) : unknownHint(label, known));
      }
      const note = formNote(inOtherForm, file);
      return note === undefined ? [] : [note];
    },
  };
}

/** What to do about a label that no annotation has. */
function unknownHint(label: string, known: readonly string[]): string | undefined {
  const hint = suggest(label, known);
  if (hint === undefined || nearest(label, known) !== undefined) return hint;
  return `${hint}; if it is a class without annotations, add --labels FILE, which lists all classes, one per line`;
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
