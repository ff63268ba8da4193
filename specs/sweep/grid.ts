/** A grid: the variants of a sweep as a file, `sweeps/*.yaml`. */
import { z } from "zod";
import type { ConstantCause } from "../options/constant_cause.ts";
import { SEEDS_HINT, seedsOf } from "./seeds.ts";

/** One `path=value`: a list in brackets cuts it at its commas, which leaves numbers and halves. */
const line = z.unknown().superRefine((value, context) => {
  if (typeof value === "string" && value.includes("=")) return;
  const params: ConstantCause = { hint: 'for instance "training.batch=8,16"; in [..] it stands in quotes' };
  context.addIssue({ code: "custom", message: "must be path=value", params });
}).meta({ type: "string" });

const paths = z.union([z.string(), z.array(z.string())]);
const VARIANT_NAME = /^[A-Za-z0-9_.-]+$/;

const seeds = z.union([z.string(), z.number(), z.array(z.number())]).transform((value, context) => {
  try {
    return seedsOf(String(value));
  } catch (error) {
    const params: ConstantCause = { hint: SEEDS_HINT };
    context.addIssue({ code: "custom", message: (error as Error).message, params });
    return z.NEVER;
  }
});

/** The schema of one variant. */
export const VARIANT = z.strictObject({
  patch: paths.optional().describe(
    "A recipe that is laid over without its name, description and extends, or several; relative to this file",
  ),
  set: z.union([z.array(line), line]).optional().describe(
    "A value path=value, or several; commas between values make a variant of each",
  ),
});

/** The schema of a grid. */
export const GRID = z.strictObject({
  version: z.literal(1).describe("Version of the language of grids"),
  description: z.string().default("").describe("What is compared, in a sentence"),
  recipe: z.string().optional().describe(
    "The recipe whose variants are trained, relative to this file; one on the command line replaces it",
  ),
  variants: z.record(z.string().regex(VARIANT_NAME, "use letters, digits, _, - and ."), VARIANT)
    .refine((variants) => Object.keys(variants).length > 0, "needs at least 1 entry")
    .describe("What is changed in the recipe, by the name of the variant; {} is the recipe as it is"),
  seeds: seeds.optional().describe(
    "The seeds of every variant: 0:4, both ends included, or a list; by default the recipe's own",
  ),
  metric: z.union([z.string(), z.number()]).transform(String).default("average").describe(
    "What is compared: average, the name of an average such as 0.1:0.5, a tIoU, classification_map or accuracy",
  ),
});
