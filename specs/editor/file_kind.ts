/** What a YAML file is, told from its text, which may be half typed. */

/** The comment by which a file names its schema. */
const NAMED_SCHEMA = /^#\s*yaml-language-server:\s*\$schema=\S*?([\w.-]+\.schema\.json)\s*$/m;

/** Keys of the other files that begin with a version: grids of sweeps and descriptions of encoders. */
const OTHER_KEYS = /^(recipe|variants|encoder)\s*:/m;

/** Whether a text is a recipe or a part of one: it names the schema of recipes, or has a version and no other file's keys. */
export function isRecipeText(text: string): boolean {
  const named = NAMED_SCHEMA.exec(text)?.[1];
  if (named !== undefined) return named === "recipe.schema.json";
  return /^version\s*:/m.test(text) && !OTHER_KEYS.test(text);
}

/** Whether a recipe is there to be extended alone: it has no name. */
export function isPartText(text: string): boolean {
  return !/^name\s*:/m.test(text);
}
