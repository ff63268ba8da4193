/** What the names of a fixture format mean: read from YAML, so that the code knows adapters and no method. */
import { dirname, join } from "node:path";
import { z } from "zod";
import { parse } from "yaml";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { foldConstant } from "../../specs/expression/constant.ts";
import { parseExpression } from "../../specs/expression/parse.ts";
import { readTextSync } from "../files/reading.ts";

const names = z.record(z.string(), z.string()).default({});

const terms = z.array(z.string());

/** An input: a tensor of the file, or what its numbers say. */
const input = z.union([
  z.string(),
  /** 1 up to the length of each video, else 0. */
  z.strictObject({ until: z.string() }),
  /** As many pairs as a number of `config` says: videos 0 and 1, 2 and 3 ... */
  z.strictObject({ pairs: z.string() }),
]);

/** Where a file has a signal. */
const number = z.union([
  z.string(),
  /** The first entries alone, as many as the file has. */
  z.strictObject({ first: z.string() }),
  /** The rows alone at which a signal is 1. */
  z.strictObject({ rows: z.string(), where: z.string() }),
]);

/** Where a file has what is drawn: masks or numbers, or one number for each item. */
const draw = z.union([z.string(), z.strictObject({ items: z.string() })]);

/** What gives a list: indices, or what a mask selects of a map, the largest first and of equal ones the first. */
const list = z.union([z.string(), z.strictObject({ mask: z.string(), by: z.string() })]);

/** Where a fixture has a parameter: its name, its axes in their order there, and which rows of its first axis it is. */
const parameter = z.strictObject({
  name: z.string(),
  axes: z.array(z.string()),
  /** As of a slice of a list: `{ to: -1 }` is all but the last, `{ from: -1 }` the last. */
  rows: z.strictObject({ from: z.int().default(0), to: z.int().optional() }).default({ from: 0 }),
  /** Of a memory the signal that the file calls its gradient. */
  gradient: z.string().optional(),
});

const mapping = z.strictObject({
  format: z.string(),
  /** Of which method's files it speaks, where files of the format name one. */
  method: z.string().optional(),
  variants: z.array(z.strictObject({
    recipe: z.string(),
    when: z.record(z.string(), z.unknown()).default({}),
    set: names,
    /** Parameter -> where files have it; one that is null is in none, and stays as it is. */
    parameters: z.record(z.string(), parameter.nullable()).default({}),
    /** Further signals, that only files of this variant have. */
    signals: z.record(z.string(), number).default({}),
  })),
  /** Path in the recipe -> value; {{...}} is an expression over a file's `config` and `sizes`. */
  set: names,
  /** Key of `config` -> its value -> further settings. */
  choices: z.record(z.string(), z.record(z.string(), names)).default({}),
  train_step: z.strictObject({
    /** Input -> where the file has it. */
    inputs: z.record(z.string(), input).default({}),
    /** Where a step is a pass for each video: the key of how many of its rows are used. Then all else is `<name>.<video>`. */
    passes: z.string().optional(),
    /** Which step of a training the file's first one is: an expression over its `config` and `sizes`. */
    first_step: z.string().optional(),
    /** The items of each step: the file's lists of their places, and the signal that is not 0 there. */
    items: z.strictObject({ lists: z.string(), signal: z.string() }).optional(),
    /** Random stream -> mask or numbers of the file. */
    draws: z.record(z.string(), draw).default({}),
    /** Signal -> tensor or number of the file. */
    signals: z.record(z.string(), number).default({}),
    /** Term of the file -> loss. */
    losses: names,
    sums: z.record(z.string(), z.strictObject({ choice: z.string(), terms: z.record(z.string(), terms) }))
      .default({}),
    /** What the reference has for a parameter that only losses of weight 0 reach. */
    unreached: z.enum(["no_gradient", "zero_gradient"]).default("no_gradient"),
    /** Memory -> where a file has it: in `state_before`, and after a step in `state_after`. */
    state: names,
    /** List of rows of the file -> signal; the order counts. A file may have one for each video: `<list>.0`, `<list>.1` ... */
    lists: z.record(z.string(), list).default({}),
    /** Mask of the file -> signal of 0 and 1. */
    regions: names,
    /** Number per video of the file -> signal, and whose rounding it has. */
    scalars: z.record(z.string(), z.strictObject({ signal: z.string(), rounding: z.string() })).default({}),
  }).prefault({}),
  inference: z.strictObject({
    /** Signal -> map, score or number of a video of the file. */
    maps: names,
    /** Group of proposals -> its thresholds of each class: its only one, on the maps as they are. */
    thresholds: names,
    normalized: names,
    upsampled: names,
    /** What the file calls the features. */
    input: z.string().default("features"),
    /** What a video of the file calls its classes. */
    classes: z.string().default("classes"),
    /** Stream of the recipe -> what a video of the file calls it: `<name>.classes` are its classes. */
    streams: names,
  }).prefault({}),
});

/** A mapping. */
export type Mapping = z.output<typeof mapping> & { readonly file: string };
/** One recipe that fixtures of a format may run through. */
export type Variant = Mapping["variants"][number];
/** Where a fixture has an input. */
export type InputPlace = z.output<typeof input>;
/** Which rows a fixture lists. */
export type ListPlace = z.output<typeof list>;
/** Where a fixture has a parameter. */
export type ParameterPlace = z.output<typeof parameter>;

/** Mappings by their text: every fixture looks among all of them for its own. */
const READ = new Map<string, z.output<typeof mapping>>();

function readMapping(text: string): z.output<typeof mapping> {
  const read = READ.get(text) ?? mapping.parse(parse(text));
  READ.set(text, read);
  return read;
}

/** Reads the mapping of a fixture format, of one of its methods where it has several, from the folder of mappings. */
export function findMapping(format: string, folder: string, method?: string): Mapping {
  const known: string[] = [];
  const named = (one: string, of: string | undefined) => of === undefined ? one : `${one} ${of}`;
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".yaml")) continue;
    const file = join(folder, name);
    const read = readMapping(readTextSync(file));
    if (read.format === format && read.method === method) return { ...read, file };
    known.push(named(read.format, read.method));
  }
  throw userError(`Unknown fixture format "${named(format, method)}"`, `known: ${known.sort().join(", ")}`);
}

/**
 * The recipe of a fixture's configuration, and the overrides that give it the fixture's numbers; with weights, the
 * configuration has to say which recipe they are of.
 *
 * @throws {UserError} When the configuration has a value that the mapping does not know, or lacks one.
 */
export function resolveVariant(
  { variants, set, choices, file }: Mapping,
  config: Readonly<Record<string, unknown>>,
  { weights }: { readonly weights: boolean },
): { recipe: string; overrides: string[]; variant: Variant } {
  const variant = findVariant(variants, config, weights);
  const further = Object.entries(choices).flatMap(([key, options]) => {
    return key in config ? Object.entries(chosen(options, key, config)) : [];
  });
  const settings = [...Object.entries(set), ...Object.entries(variant.set), ...further];
  const overrides = settings.flatMap(([path, template]) => {
    const value = fill(template, config);
    return value === undefined ? [] : [`${path}=${value}`];
  });
  return { recipe: join(dirname(file), variant.recipe), overrides, variant };
}

/** In `when`: any value, where no variant before has it. */
const ANY = "any";

function findVariant(
  variants: readonly Variant[],
  config: Readonly<Record<string, unknown>>,
  weights: boolean,
): Variant {
  const known: Record<string, Record<string, true>> = {};
  for (const { when } of variants) {
    for (const [key, value] of Object.entries(when)) (known[key] ??= {})[String(value)] = true;
  }
  for (const [key, values] of Object.entries(known)) {
    const takes = ANY in values && key in config ? { [String(config[key])]: true } : values;
    if (weights || key in config) chosen(takes, key, config);
  }
  const fits = ({ when }: Variant) =>
    Object.entries(when).every(([key, value]) => value === ANY || config[key] === value);
  const variant = variants.find(fits);
  if (variant) return variant;
  throw userError("No recipe for this config", `it is chosen by ${Object.keys(known).join(", ")}`);
}

/**
 * What stands for the value that a configuration has at a key.
 *
 * @throws {UserError} When the value is unknown.
 */
export function chosen<T>(
  options: Readonly<Record<string, T>>,
  key: string,
  config: Readonly<Record<string, unknown>>,
): T {
  const value = String(config[key]);
  if (Object.hasOwn(options, value)) return options[value]!;
  throw userError(
    key in config ? `Unknown value "${value}" of config.${key}` : `Missing config.${key}`,
    `known: ${Object.keys(options).join(", ")}`,
  );
}

/** Which step of a training the first one of a file is. */
export function firstStep(
  { first_step: text }: Mapping["train_step"],
  config: Readonly<Record<string, unknown>>,
): number {
  return text === undefined ? 1 : Number(fill(`{{${text}}}`, config));
}

/** Fills in {{expressions over the configuration}}; undefined where the configuration lacks a name. */
function fill(template: string, config: Readonly<Record<string, unknown>>): string | undefined {
  let complete = true;
  const text = template.replace(/\{\{(.+?)\}\}/g, (_, inner: string) => {
    const value = config[inner.trim()] ?? foldConstant(parseExpression(inner), (name) => {
      const number = config[name];
      return typeof number === "number" ? number : undefined;
    });
    if (value === undefined || value === null) complete = false;
    return ArrayBuffer.isView(value)
      ? JSON.stringify(Array.from(value as Float64Array))
      : JSON.stringify(value);
  });
  return complete ? text : undefined;
}
