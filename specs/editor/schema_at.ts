/** The schema of what stands at a path of a recipe, for what its keys and values may be. */
import { z } from "zod";
import { type Choice, VOCABULARY, type Vocabulary } from "../kinds/mod.ts";
import { type Fields, fields } from "../options/fields.ts";
import { schemaAt, unwrapSchema } from "../recipe/check/schema.ts";
import { macro } from "../recipe/define.ts";
import { expressionLoss, lossWeight } from "../recipe/losses.ts";
import { valueInMaps } from "../program.ts";
import { HEADING, SETTINGS, SIGNAL_SECTIONS, USE } from "../recipe/mod.ts";

/** Maps whose entries may each be a block. */
const ENTRY_SECTIONS: readonly string[] = [...SIGNAL_SECTIONS, "losses", "logged"];

/** The path of the entry that may be a block, of a path within it; undefined elsewhere. */
export function blockPathOf(path: readonly string[]): readonly string[] | undefined {
  const [section, , part] = path;
  if (ENTRY_SECTIONS.includes(section!)) return path.length >= 2 ? path.slice(0, 2) : undefined;
  return section === "define" && part === "steps" && path.length >= 4 ? path.slice(0, 4) : undefined;
}

/**
 * The schema at a path, following the kinds that the plain recipe states; undefined where the recipe invents what stands
 * there, or nothing is known.
 */
export function recipeSchemaAt(
  path: readonly string[],
  recipe: unknown,
  vocabulary: Vocabulary = VOCABULARY,
): z.ZodType | undefined {
  const builders = buildersOf(vocabulary);
  const [section, ...rest] = path;
  const below = (schema: z.ZodType, value: unknown, inner: readonly string[]) =>
    schemaAt(schema, inner, value);
  if (section === undefined) return HEADING;
  if (section in SETTINGS) {
    return below(settingsOf(vocabulary)[section]!, valueInMaps(recipe, [section]), rest);
  }
  if (section in HEADING.shape) return below(HEADING, recipe, path);
  if (section === "use") return below(USE, valueInMaps(recipe, ["use"]), rest);
  const block = blockPathOf(path);
  if (block) {
    const stated = valueInMaps(recipe, block);
    const schema = entrySchema(block, stated, builders, vocabulary);
    return schema && below(schema, stated, path.slice(block.length));
  }
  if (section === "define" && path.length >= 2) {
    return below(macro(builders), valueInMaps(recipe, path.slice(0, 2)), path.slice(2));
  }
  return undefined;
}

/** The schema of a block as its kind says, `kind` included; of a loss that is written as an expression; with its weight. */
function entrySchema(
  [section]: readonly string[],
  stated: unknown,
  builders: Fields,
  { blocks }: Vocabulary,
): z.ZodObject | undefined {
  const kind = stated !== null && typeof stated === "object" ? Reflect.get(stated, "kind") : undefined;
  const more = section === "losses" ? { weight: lossWeight(builders) } : {};
  if (kind === undefined) return section === "losses" ? expressionLoss(builders) : undefined;
  const spec = blocks.get(String(kind));
  return spec?.options(builders).extend({ ...more });
}

/** Whether an option takes a number, and so an expression of constants. */
export function takesNumber(schema: z.ZodType | undefined): boolean {
  const inner = schema && unwrapSchema(schema);
  if (!(inner instanceof z.ZodUnion) || inner instanceof z.ZodDiscriminatedUnion) return false;
  const options = inner.options.map((option) => unwrapSchema(option as z.ZodType));
  const isNumeric = options.some((option) => option instanceof z.ZodNumber) &&
    options.some((option) => option instanceof z.ZodString);
  return isNumeric || options.some(takesNumber);
}

const cached = new WeakMap<Vocabulary, { builders: Fields; settings: Readonly<Record<string, z.ZodType>> }>();

function schemasOf(vocabulary: Vocabulary) {
  const known = cached.get(vocabulary);
  if (known) return known;
  const builders = fields(() => 1, (family) => vocabulary[family as Choice]);
  const settings = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, schema]) => [name, schema(builders) as z.ZodType]),
  );
  const made = { builders, settings };
  cached.set(vocabulary, made);
  return made;
}

/** Builders of options in which every constant is 1. */
export function buildersOf(vocabulary: Vocabulary): Fields {
  return schemasOf(vocabulary).builders;
}

/** The schemas of the sections that are plain settings. */
export function settingsOf(vocabulary: Vocabulary): Readonly<Record<string, z.ZodType>> {
  return schemasOf(vocabulary).settings;
}
