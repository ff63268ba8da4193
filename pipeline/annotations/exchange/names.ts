/** Names that no form can hold: told before anything is written. */
import { shown } from "../layout.ts";
import { collectMistakes } from "../mistakes.ts";
import type { ExchangeTarget } from "./target.ts";

/** Line breaks, other control characters, and what is no character in XML. */
const NO_TEXT = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]/u;
/** Bytes of the longest name of a file. */
const LONGEST = 255;

/**
 * Refuses labels and videos that files of a form cannot be written about.
 *
 * @throws {UserError} With all of them.
 */
export function refuseNames(
  labels: readonly string[],
  ids: readonly string[],
  { refuses, ending }: Pick<ExchangeTarget, "refuses" | "ending">,
): void {
  const mistakes = collectMistakes("Cannot write the segments");
  for (const label of labels) {
    const wrong = label.trim() === ""
      ? "has no character"
      : label !== label.trim()
      ? "begins or ends with a space"
      : NO_TEXT.test(label)
      ? "has a line break or a control character"
      : refuses?.(label);
    if (wrong === undefined) continue;
    mistakes.add(() => ({
      message: `Label ${shown(label)} ${wrong}, which the files do not hold`,
      hint: "name the class otherwise in the predictions",
    }), { kind: wrong, example: shown(label) });
  }
  for (const id of ids) {
    if (isPath(id, ending)) continue;
    mistakes.add(() => ({
      message: `Video ${shown(id)} has a name that no file has`,
      hint:
        "rename it in the predictions: 255 bytes at most, / for a sub-folder, no .. and no control character",
    }), { kind: "video", example: shown(id) });
  }
  mistakes.throwIfAny();
}

function isPath(id: string, ending: string): boolean {
  const parts = id.split("/");
  const isName = (part: string) => !/^\.{0,2}$/.test(part) && !NO_TEXT.test(part) && !part.includes("\\");
  return parts.every(isName) && new TextEncoder().encode(parts.at(-1)! + ending).length <= LONGEST;
}
