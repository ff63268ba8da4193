/** Files that say which label a number stands for. */
import type { Place } from "../../../specs/diagnostics/diagnostics.ts";
import { readText } from "../../files/reading.ts";
import { isMap } from "../../kinds/layouts/layout.ts";
import { parseJson } from "../json/locate.ts";
import { formNote, otherForms } from "../label_forms.ts";
import { count, examples } from "../layout.ts";
import { collectMistakes, type Mistakes } from "../mistakes.ts";
import { readNameList } from "../name_list.ts";
import { wholeNumber } from "./whole_number.ts";

/** The labels that numbers stand for. */
export interface LabelIds {
  /** The file that says so, for messages. */
  readonly file: string;
  /** Label by number. */
  readonly names: ReadonlyMap<number, string>;
}

/** Sentences about names of numbers that the ground truth lacks, such as the heading of a column, or writes otherwise. */
export function unknownNames({ file, names }: LabelIds, known: readonly string[]): string[] {
  const formOf = otherForms(known);
  const unknown = [...names].filter(([, name]) => !known.includes(name) && formOf(name) === undefined);
  const note = formNote([...names.values()].flatMap((name) => formOf(name) ?? []), file);
  const shown = unknown.map(([id, name]) => `${id} is "${name}"`);
  return [
    ...unknown.length === 0 ? [] : [
      `${unknown.length} of ${count(names.size, "name")} in "${file}" not in the ground truth: ${
        examples(shown)
      }`,
    ],
    ...note === undefined ? [] : [note],
  ];
}

/** A label that a file states, with its number where the file states that too. */
interface StatedName {
  readonly name: string;
  readonly id: number | undefined;
  readonly place?: Place | undefined;
}

/**
 * Reads the names of label numbers: one per line, that of 0 first, or lines such as `7 BaseballPitch` or `BaseballPitch 7`;
 * or JSON, a list of names, that of 0 first, or a map from names to numbers or from numbers to names.
 *
 * @throws {UserError} When it cannot be read, a name or number is given twice, or some lines have a number and some not.
 */
export async function readLabelIds(path: string): Promise<LabelIds> {
  const mistakes = collectMistakes(`Cannot use "${path}"`, path);
  const text = await readText(path);
  const isJson = path.endsWith(".json") || /^\s*[[{]/.test(text);
  const stated = isJson
    ? namesOfJson(parseJson(text, path), path, mistakes)
    : await namesOfLines(path, mistakes);
  const without = stated.find(({ id }) => id === undefined);
  if (without && stated.some(({ id }) => id !== undefined)) {
    mistakes.add(() => ({
      message: `"${without.name}" has no number, other lines have`,
      place: without.place,
    }));
  }
  const byId = new Map<number, string>();
  stated.forEach(({ id = undefined, name, place }, i) => {
    const number = id ?? i;
    if (byId.has(number)) mistakes.add(() => ({ message: `The number ${number} is given twice`, place }));
    else byId.set(number, name);
  });
  mistakes.throwIfAny();
  return { file: path, names: byId };
}

async function namesOfLines(path: string, mistakes: Mistakes): Promise<StatedName[]> {
  const { names } = await readNameList(path, "label", mistakes);
  const last = names.map(({ name }) => /^(\S.*?)[\s,:]+(\d+)$/.exec(name));
  // "gesture 1" and "gesture 2" are names.
  const isLast = new Set(last.map((match) => match?.[1])).size === names.length &&
    last.every((match) => match !== null && wholeNumber(match[1]) === undefined);
  return names.map(({ name, place }, i) => {
    const [, id, rest] = isLast
      ? [, last[i]![2], last[i]![1]]
      : /^(\d+)[\s,:]+(\S.*)$/.exec(name) ?? [, undefined, name];
    return { name: rest!, id: wholeNumber(id), place };
  });
}

function namesOfJson(value: unknown, path: string, mistakes: Mistakes): StatedName[] {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) {
    return value.map((name) => ({ name, id: undefined }));
  }
  const stated = isMap(value)
    ? Object.entries(value).map(([key, other]): StatedName | undefined => {
      const [ofKey, ofValue] = [wholeNumber(key), wholeNumber(other)];
      if (ofKey !== undefined && typeof other === "string") return { id: ofKey, name: other };
      return ofValue !== undefined && ofKey === undefined ? { id: ofValue, name: key } : undefined;
    })
    : [];
  const names = stated.filter((each) => each !== undefined);
  if (names.length > 0 && names.length === stated.length) return names;
  mistakes.add(() => ({
    message: `"${path}" does not say which labels numbers stand for`,
    hint: 'expected ["jump", "walk"], {"jump": 0, "walk": 1} or {"0": "jump", "1": "walk"}',
  }));
  return [];
}
