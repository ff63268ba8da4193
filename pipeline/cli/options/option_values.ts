/** The values of options: read from their texts, and given once. */
import { InvalidArgumentError } from "commander";
import { finiteNumber } from "../../annotations/json/finite_number.ts";
import type { Command } from "@commander-js/extra-typings";

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

/** A seed: a whole number of 31 bits. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= 2147483647) return seed;
  throw new InvalidArgumentError("Expected a whole number from 0 to 2147483647.");
}

/** A number above 0, such as frames per second. */
export function parsePositive(text: string): number {
  const number = finiteNumber(text);
  if (number !== undefined && number > 0) return number;
  throw new InvalidArgumentError("Expected a number > 0.");
}

/** A time of 0 or more. */
export function parseSeconds(text: string): number {
  const number = finiteNumber(text);
  if (number !== undefined && number >= 0) return number;
  throw new InvalidArgumentError("Expected seconds, a number from 0.");
}

/** A finite number. */
export function parseNumber(text: string): number {
  const number = finiteNumber(text);
  if (number !== undefined) return number;
  throw new InvalidArgumentError("Expected a number.");
}

/** A part of a whole. */
export function parsePart(text: string): number {
  const part = finiteNumber(text);
  if (part !== undefined && part > 0 && part < 1) return part;
  throw new InvalidArgumentError("Expected a number between 0 and 1.");
}

/** A whole number from 1. */
export function parseCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number from 1.");
}

/** A path to write: nothing, as of an unset variable, would be the folder where the person stands. */
export function parsePath(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("Expected a path.");
}

/** How many videos, as "train:test". */
export function parseSizes(text: string): { train: number; test: number } {
  const [, train, test] = /^([1-9]\d*):([1-9]\d*)$/.exec(text) ?? [];
  if (train !== undefined && test !== undefined) return { train: Number(train), test: Number(test) };
  throw new InvalidArgumentError("Expected two whole numbers from 1, such as 200:210.");
}

/** Makes a command and those below it refuse an option with a value that is given twice, except the `repeatable` ones. */
export function refuseRepeatedOptions(command: Command, repeatable: (value: string) => unknown): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg === repeatable) continue;
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given) command.error(`error: option '${option.flags}' is given more than once: it holds one value`);
      given = true;
    });
  }
  command.commands.forEach((each) => refuseRepeatedOptions(each as Command, repeatable));
}
