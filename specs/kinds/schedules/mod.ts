/** Every schedule of the language: how a number changes from step to step. */
import { type Family, family, type KindSpec } from "../kind.ts";
import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import { linear } from "./linear.ts";
import { step } from "./step.ts";

/** The schedules by kind. */
export const SCHEDULES: Family = family<KindSpec>(constant, step, linear, cosine);
