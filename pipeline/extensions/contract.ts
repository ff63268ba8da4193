/** What an extension file must export, and what its type rules must answer. */
import { z } from "zod";
import { FAMILY_NAMES, type FamilyName } from "../../specs/kinds/mod.ts";
import type { Built } from "../../specs/kinds/blocks/block.ts";
import type { Traits } from "../../specs/kinds/traits.ts";
import type { Result } from "../../specs/kinds/functions/function.ts";

const callable = z.custom<(...args: never[]) => unknown>(
  (value) => typeof value === "function",
  "must be a function",
);
const word = z.string().min(1);

const parameter = z.looseObject({
  name: word,
  takes: z.enum(["signal", "signals", "axis", "number", "word"]),
  description: z.string(),
  default: z.union([z.number(), z.string(), z.null()]).optional(),
  words: z.array(word).optional(),
  indices: z.boolean().optional(),
  bounds: z.looseObject({}).optional(),
  several: z.boolean().optional(),
});

const functionSpec = z.looseObject({
  name: z.string().regex(/^[A-Za-z_]\w*$/, "must be letters, digits and _"),
  summary: z.string(),
  parameters: z.array(parameter),
  random: z.boolean().optional(),
  evaluation: z.enum(["identity", "ones", "mean"]).optional(),
  detached: z.boolean().optional(),
  result: callable,
}).refine(
  ({ evaluation, parameters }) => evaluation === undefined || parameters[0]?.takes === "signal",
  { path: ["evaluation"], message: "needs a signal as the first parameter" },
);

const blockSpec = z.looseObject({
  kind: z.string().regex(/^[A-Za-z_]\w*$/, "must be letters, digits and _"),
  summary: z.string(),
  inputs: z.array(word),
  update: word.optional(),
  start: word.optional(),
  options: callable,
  build: callable,
});

const kindSpec = z.looseObject({
  kind: z.string().regex(/^[A-Za-z_]\w*$/, "must be letters, digits and _"),
  summary: z.string(),
  options: callable,
});

/** The specifications that say more than options. */
const SPECS: { readonly [F in FamilyName]?: z.ZodType } = {
  functions: functionSpec,
  blocks: blockSpec,
  formats: kindSpec.extend({ endings: z.tuple([word], word) }),
  train_samplers: kindSpec.extend({ pads: z.boolean().optional(), whole: z.boolean().optional() }),
  layouts: kindSpec.extend({ endings: z.tuple([word], word) }),
  batches: kindSpec.extend({ pairs: callable.optional() }),
};

/** What is exported. */
export const EXPORTS = z.object(
  Object.fromEntries(FAMILY_NAMES.map((family) => {
    return [family, z.array(z.looseObject({ spec: SPECS[family] ?? kindSpec, run: callable })).default([])];
  })),
);

const dim = z.object({ axis: word, size: z.union([z.number(), z.string()]), count: z.number() });
const type = z.object({ dims: z.array(dim), indexes: dim.optional() });
const options = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]),
);

// All of them: an extension may promise what kinds of walt do.
const traits = z.strictObject(
  {
    reach: z.int().min(0).optional(),
    zerosOutside: z.boolean().optional(),
    columnsFrom: z.int().min(0).optional(),
    convolution: z.object({
      kernel: z.int().min(1),
      dilation: z.int().min(1),
      depth: z.int().min(1),
      width: z.int().min(1),
    }).optional(),
    linear: word.optional(),
    factor: z.number().optional(),
    takesRows: z.boolean().optional(),
    normalized: z.int().min(0).optional(),
    product: z.int().min(0).optional(),
    constantAlone: z.int().min(0).optional(),
    median: z.array(z.int().min(0)).optional(),
  } satisfies Record<keyof Traits, z.ZodType>,
).optional();

/** What a function's `result` answers. */
export const RESULT = z.object({
  type,
  align: type.optional(),
  options: options.optional(),
  multiplyAdds: z.number().optional(),
  traits,
}) as unknown as z.ZodType<Result>;

/** What a block's `build` answers. */
export const BUILT = z.object({
  type,
  parameters: z.array(z.object({
    name: word,
    axes: z.array(word),
    shape: z.array(z.int().min(1)),
    fanIn: z.number().min(1),
    fanOut: z.number().min(1).optional(),
    init: z.looseObject({ kind: word }).optional(),
    isBias: z.boolean().optional(),
  })),
  fill: z.number().min(0).max(1).optional(),
  options,
  multiplyAdds: z.number(),
  traits,
}) as unknown as z.ZodType<Built>;

/** What a batch maker's `pairs` answers. */
export const PAIRS = z.int().min(1);

/** The mistakes that a schema found, `functions[0].spec.result must be a function`, each once. */
export function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map((issue) => `${pathText(issue.path)} ${problemText(issue)}`.trim());
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

/** What kinds of value are called. */
const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  string: "text",
  number: "a number",
  boolean: "true or false",
  int: "a whole number",
};

function problemText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => `"${String(value)}"`).join(", ")}`;
    case "custom":
    case "invalid_format":
      return issue.message;
    case "too_small":
      return "is too small or empty";
    default:
      return "is not of a kind that walt knows";
  }
}
