/** The kinds of value that recipe options take, as zod schemas. A number may be written as a constant expression. */
import { z } from "zod";
import type { ConstantCause } from "./constant_cause.ts";
import { expandRange } from "./range.ts";
import { untimed } from "./untimed.ts";

/**
 * Evaluates a constant expression such as `classes + 1`.
 *
 * @throws {RangeError} What is wrong; its cause, a `ConstantCause`, says where and what to do.
 */
export type EvaluateConstant = (text: string) => number;

/** What a recipe may name something of its own. */
export const NAME = /^[A-Za-z_]\w*$/;

/** The names that a map of the recipe's own entries may have. */
export const names = z.string().regex(NAME, "use letters, digits and _, no digit first");

/** Bounds of a numeric option. */
export interface NumberOptions {
  /** The smallest that is taken. */
  readonly min?: number;
  /** The largest that is taken. */
  readonly max?: number;
  /** The bound itself is refused, for instance a rate of 0. */
  readonly above?: number;
  /** The bound itself is refused. */
  readonly below?: number;
  /** Takes whole numbers alone. */
  readonly integer?: boolean;
}

/** The builders of numeric fields over the constants of one recipe. */
export interface Fields {
  /** A number, or text that evaluates to one. */
  number(description: string, options?: NumberOptions): z.ZodType<number, number | string>;
  /** What axis a block makes: `{ P: 3 }` says it, a number makes D, `classes` makes C, `none` makes no axis. */
  size(description: string): z.ZodType<NewAxis, number | string | Record<string, number | string>>;
  /** A range of thresholds in doubles: "start:stop:step" (numpy's arange), "linspace(first, last, count)" or a list. */
  range(description: string, options?: NumberOptions): z.ZodType<number[], string | number[]>;
  /** One of the kinds of a family: a map with `kind` and its options; the word alone where no option is required. */
  kind<C extends ChosenKind = ChosenKind>(family: string, description: string, more?: More): z.ZodType<C>;
  /** A number, or a schedule of values within the same bounds; they may reach a bound that a number must exceed. */
  scheduled(description: string, options?: NumberOptions): z.ZodType<Scheduled>;
  /** The kinds of a family by its name, for a choice that depends on what they say besides their options. */
  readonly kindsOf: KindsOf;
  /** Within the options of a schedule: one of its values. */
  value(description: string): z.ZodType<number, number | string>;
}

/** What a choice has besides its kinds. */
export interface More {
  /** The kind of a map that states none. */
  readonly fallback?: string;
  /** Options that every kind has, whatever its own. */
  readonly besides?: z.ZodRawShape;
}

/** A number, or the schedule that gives it at every step. */
export type Scheduled = number | ChosenKind;

/** What a choice gives: the kind and its checked options. */
export interface ChosenKind {
  /** Its word in recipes. */
  readonly kind: string;
  /** An option, as its schema gives it. */
  readonly [option: string]: unknown;
}

/** A kind as far as its options go. */
export interface KindOptions {
  /** Its word in recipes. */
  readonly kind: string;
  /** What it is, in a sentence without a period. */
  readonly summary: string;
  /** Its options, each with a description. */
  options(fields: Fields): z.ZodObject;
}

/** The kinds of a family by its name. */
export type KindsOf = (family: string) => ReadonlyMap<string, KindOptions>;

/** What a block makes of the axis that it computes along. */
export interface NewAxis {
  /** The new axis; undefined where there is none, and then the size is 1. */
  readonly axis: string | undefined;
  /** How many entries it has. */
  readonly size: number;
}

/** How a size says its axis. */
const SAID = "`{ P: 3 }` names the axis, a number makes D, `classes` makes C, `none` makes no axis";

/** Bounds of the size of an axis. */
export const SIZE: NumberOptions = { min: 1, integer: true };

/** Builds the fields over the constants that `evaluate` knows and the kinds that there are. */
export function fields(evaluate: EvaluateConstant, kindsOf: KindsOf): Fields {
  const read = (value: number | string, options: NumberOptions) => {
    const result = typeof value === "number" ? value : evaluate(value);
    checkBounds(result, options);
    return result;
  };
  const numeric = z.union([z.number(), z.string()]);
  const number: Fields["number"] = (description, options = {}) =>
    numeric.meta({ description, ...boundsForEditors(options) })
      .transform(guard((value) => read(value, options)));
  const built: Fields = {
    number,
    size: (description) =>
      z.union([
        numeric.meta(boundsForEditors(SIZE)),
        z.record(names, number("Size of the axis", SIZE)).meta({ minProperties: 1 }),
      ]).describe(`${description}; ${SAID}`).transform(guard((value) => {
        if (typeof value === "object") return saidAxis(value);
        if (value === "none") return { axis: undefined, size: 1 };
        return { axis: unsaidAxis(value), size: read(value, SIZE) };
      })),
    range: (description, options = {}) =>
      z.union([z.string(), z.array(z.number()).min(1)]).describe(description)
        .transform(guard((value) => {
          const values = typeof value === "string" ? expandRange(value) : value;
          values.forEach((each) => checkBounds(each, options));
          const twice = values.find((each, i) => values.indexOf(each) < i);
          if (twice !== undefined) throw new RangeError(`has ${twice} twice`);
          return values;
        })),
    kind<C extends ChosenKind>(family: string, description: string, { fallback, besides = {} }: More = {}) {
      const [first, ...others] = [...kindsOf(family).values()].map((spec) => choiceOf(spec, built, besides));
      return z.preprocess(
        (value) => withKind(value, fallback),
        z.discriminatedUnion("kind", [first!, ...others])
          .meta({ description, family, ...(fallback === undefined ? {} : { fallback }) }),
      ) as unknown as z.ZodType<C>;
    },
    scheduled(description, options = {}) {
      const { above, ...others } = options;
      const bounds = above === undefined ? others : { ...others, min: above };
      const within = { ...built, value: (each: string) => number(each, bounds) };
      const [first, ...rest] = [...kindsOf("schedules").values()].map((spec) => choiceOf(spec, within));
      /** A word that is no constant. */
      const isKindAlone = (value: unknown) => {
        if (typeof value !== "string" || !kindsOf("schedules").has(value)) return false;
        try {
          evaluate(value);
          return false;
        } catch {
          return true;
        }
      };
      const schedule = z.discriminatedUnion("kind", [first!, ...rest]).meta({ title: "schedules" });
      return z.preprocess(
        (value) => isKindAlone(value) ? { kind: value } : value,
        z.union([fields(untimed(evaluate), kindsOf).number("", options), schedule]).describe(description),
      ) as unknown as z.ZodType<Scheduled>;
    },
    kindsOf,
    value: (description) => number(description),
  };
  return built;
}

/** A choice with its kind: a word is the kind itself, and a map that states none has the fallback. */
export function withKind(value: unknown, fallback: string | undefined): unknown {
  if (typeof value === "string") return { kind: value };
  const lacksKind = typeof value === "object" && value !== null && !Array.isArray(value) &&
    !("kind" in value);
  return lacksKind && fallback !== undefined ? { kind: fallback, ...value } : value;
}

/** The schema of a kind with its word, made when something asks for more than the word: a recipe chooses few of all kinds. */
function choiceOf({ kind, summary, options }: KindOptions, fields: Fields, besides: z.ZodRawShape = {}) {
  const word = z.literal(kind).describe(summary);
  const schema = z.lazy(() => options(fields).safeExtend({ kind: word, ...besides }));
  schema._zod.propValues = { kind: word._zod.values };
  return schema;
}

function saidAxis(sizes: Readonly<Record<string, number>>): NewAxis {
  const [first, ...others] = Object.entries(sizes);
  if (first && others.length === 0) return { axis: first[0], size: first[1] };
  const found = first ? Object.keys(sizes).join(" and ") : "none";
  const hint = first
    ? `keep one; an inherited one goes by null, { ${first[0]}: null }`
    : "for instance { P: 3 }";
  throw new RangeError(`must name one axis: found ${found}`, { cause: { hint } });
}

/** The axis that a size alone makes. Where it depends on the classes, only a person knows whether it is one of classes. */
function unsaidAxis(size: number | string): string {
  if (size === "classes") return "C";
  if (!/\bclasses\b/.test(String(size))) return "D";
  throw new RangeError(`must name the axis of "${size}"`, { cause: { hint: `write { C: ${size} }` } });
}

/** The bounds in the words of JSON Schema; the check of a value is `outOfBounds`. */
function boundsForEditors({ min, max, above, below, integer }: NumberOptions): Record<string, unknown> {
  return {
    ...(integer ? { type: ["integer", "string"] } : {}),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(above === undefined ? {} : { exclusiveMinimum: above }),
    ...(below === undefined ? {} : { exclusiveMaximum: below }),
  };
}

/** A transformation whose exception becomes an issue at the value. */
function guard<In, Out>(transform: (value: In) => Out) {
  return (value: In, context: z.core.$RefinementCtx<In>): Out => {
    try {
      return transform(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue({
        code: "custom",
        message: error.message,
        params: { ...error.cause as ConstantCause },
      });
      return z.NEVER;
    }
  };
}

/** What a number should be, in words, when it is out of bounds; undefined when it is within. */
export function outOfBounds(
  value: number,
  { min, max, above, below, integer }: NumberOptions,
): string | undefined {
  if (!Number.isFinite(value)) return "a finite number";
  if (integer && !Number.isInteger(value)) return "a whole number";
  if (integer && !Number.isSafeInteger(value)) return `at most ${Number.MAX_SAFE_INTEGER}`;
  if (min !== undefined && value < min) return `>= ${min}`;
  if (max !== undefined && value > max) return `<= ${max}`;
  if (above !== undefined && value <= above) return `> ${above}`;
  if (below !== undefined && value >= below) return `< ${below}`;
  return undefined;
}

function checkBounds(value: number, options: NumberOptions): void {
  const wanted = outOfBounds(value, options);
  if (wanted) throw new RangeError(`must be ${wanted}: current value is ${value}`);
}
