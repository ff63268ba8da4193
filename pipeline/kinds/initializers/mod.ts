/** How every kind of initial values is drawn. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import type { Initialize } from "./initializer.ts";
import { constant } from "./constant.ts";
import { kaiming } from "./kaiming.ts";
import { normal } from "./normal.ts";
import { uniform } from "./uniform.ts";
import { xavier } from "./xavier.ts";
import { zeros } from "./zeros.ts";

/** The initial values by kind. */
export const INITIALIZER_RUNS: ReadonlyMap<string, KindRun<Initialize>> = family(
  uniform,
  xavier,
  kaiming,
  normal,
  zeros,
  constant,
);
