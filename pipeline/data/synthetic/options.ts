/** What a generated data set asks of a recipe beyond its schema. */
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { collectMistakes } from "../../annotations/mistakes.ts";

/** Values of a snippet that one source may have. */
const WIDEST = 65_536;

/** The times that all generated features share. */
export interface SnippetTimes {
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
}

/**
 * The snippet times of the recipe's sources.
 *
 * @throws {UserError} When there is no source, one is too wide, the fps of one is a file or stride / fps differ.
 */
export function checkSyntheticOptions(
  { sources }: Pick<FeaturesSection, "sources">,
): SnippetTimes {
  const mistakes = collectMistakes("Cannot generate the data set");
  const times: (SnippetTimes & { readonly name: string })[] = [];
  for (const [name, { fps, stride }] of Object.entries(sources)) {
    if (typeof fps === "number") times.push({ name, fps, stride });
    else {
      mistakes.add(() => ({
        message:
          `features.sources.${name}.fps must be a number in a generated data set: it is a file, "${fps.file}"`,
        hint: "for instance fps: 25",
      }));
    }
  }
  if (Object.keys(sources).length === 0) {
    mistakes.add(() => ({
      message: "The recipe has no feature source",
      hint: "add one under features.sources",
    }));
  }
  for (const [name, { width }] of Object.entries(sources)) {
    if (width <= WIDEST) continue;
    mistakes.add(() => ({
      message: `features.sources.${name}.width must be <= ${WIDEST} in a generated data set: it is ${width}`,
    }));
  }
  const [first, ...others] = times;
  const other = others.find(({ fps, stride }) => {
    const [a, b] = [first!.stride / first!.fps, stride / fps];
    return Math.abs(a - b) > 1e-9 * a;
  });
  if (first && other) {
    mistakes.add(() => ({
      message: `Snippets of "${first.name}" last ${first.stride / first.fps} s and of "${other.name}" ` +
        `${other.stride / other.fps} s: rows of all sources must cover the same times`,
      hint: "make stride / fps of the sources equal",
    }));
  }
  const error = mistakes.error();
  if (error) throw error;
  return first!;
}
