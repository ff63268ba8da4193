/** How target `action` runs. */
import { action as spec } from "../../../specs/kinds/targets/action.ts";
import { kindRun } from "../kind.ts";
import type { Target } from "./target.ts";

/** The instances. */
export const action = kindRun(spec, (): Target => ({ scaled: false, spans: ({ instances }) => instances }));
