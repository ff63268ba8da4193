/** How every group runs. */
import { family } from "../../../specs/kinds/kind.ts";
import type { KindRun } from "../kind.ts";
import { absolute } from "./absolute.ts";
import type { Group } from "./group.ts";
import { relative } from "./relative.ts";

/** The groups by kind. */
export const GROUP_RUNS: ReadonlyMap<string, KindRun<Group>> = family(absolute, relative);
