/** The recipe about a data set of films, which is written anew until a person edits it. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { surveyFolder } from "../data/survey/survey.ts";
import { type RecipeFrame, surveyText } from "../data/survey/survey_text.ts";
import { isThere, readText } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";
import type { FilmTimes } from "./encode_film.ts";

/** The recipe's name in a data set. */
export const RECIPE = "recipe.yaml";

/** What a recipe about films is made with. */
export interface FilmRecipe {
  readonly frame: Omit<RecipeFrame, "made" | "root">;
  readonly times: FilmTimes;
  /** Names of classes for as long as no film has a label; in any order. */
  readonly classes: readonly string[];
}

/** What became of the recipe. */
export interface WrittenRecipe {
  readonly path: string;
  /** Whether a person has edited it, so that it was left as it is. */
  readonly isEdited: boolean;
  /** Whether classes are known. */
  readonly hasClasses: boolean;
}

const MADE =
  /^# Made by `(?:deno task|walt) video features`, which writes it anew until it is edited \((\w+)\)\.$/m;

/**
 * Writes the recipe about the features, labels and lists that are in a data set.
 *
 * @throws {UserError} When the data set cannot be read.
 */
export async function writeFilmRecipe(
  out: string,
  { frame, times, classes }: FilmRecipe,
): Promise<WrittenRecipe> {
  const path = join(out, RECIPE);
  const survey = await surveyFolder(out);
  const isLabelled = survey.classes.length > 0;
  const known = {
    ...survey,
    classes: isLabelled ? survey.classes : classes.toSorted(),
    // A film whose line is not filled in yet is a mistake, no film without actions.
    unlabelled: [],
    rate: {
      fps: times.fps,
      stride: times.stride,
      isStated: true,
      isRescaled: false,
      known: { window: times.window },
    },
  };
  const hasClasses = known.classes.length > 0;
  if (isThere(path) && isEdited(await readText(path))) return { path, isEdited: true, hasClasses };
  const text = (hash: string) =>
    surveyText(known, {
      ...frame,
      root: ".",
      made: `Made by \`walt video features\`, which writes it anew until it is edited (${hash}).`,
    });
  await writeWhole(path, text(hashOf(text(""))));
  return { path, isEdited: false, hasClasses };
}

/** Whether a recipe is not as it was written. */
function isEdited(text: string): boolean {
  const [line, hash] = MADE.exec(text) ?? [];
  return line === undefined || hash !== hashOf(text.replace(`(${hash})`, "()"));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
