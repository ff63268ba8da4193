/** What a generated data set asks of a recipe beyond its schema. */
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { differentTimes, type SnippetTimes } from "../snippet_times.ts";
import { collectMistakes } from "../../annotations/mistakes.ts";

/** Values of a snippet that one source may have. */
const WIDEST = 65_536;

/**
 * The snippet times of the recipe's sources.
 *
 * @throws {UserError} When there is no source, one is too wide, the fps of one is a file or stride / fps differ.
 */
export function checkSyntheticOptions(
  { sources }: Pick<FeaturesSection, "sources">,
): SnippetTimes {
  const mistakes = collectMistakes("Cannot generate the data set");
  const times: SnippetTimes[] = [];
  for (const [name, { fps, stride, window }] of Object.entries(sources)) {
    if (typeof fps === "number") times.push({ name, fps, stride, window });
    else {
      mistakes.add(() => ({
        message: `features.sources.${name}.fps must be a number in a generated data set: it is ${
          "file" in fps ? `a file, "${fps.file}"` : `that of ${fps.from}`
        }`,
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
  for (const other of others) {
    const wrong = differentTimes(first!, other);
    if (!wrong) continue;
    mistakes.add(() => wrong);
    break;
  }
  mistakes.throwIfAny();
  return first!;
}
