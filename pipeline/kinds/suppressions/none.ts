/** How suppression `none` runs. */
import { none as spec } from "../../../specs/kinds/suppressions/none.ts";
import { rank } from "../../ranking.ts";
import { pick } from "../../inference/segments.ts";
import { kindRun } from "../kind.ts";
import type { Suppress } from "./suppression.ts";

/** All segments, best first; of equal scores the later entry comes first. */
export const none = kindRun(spec, (): Suppress => (segments) => pick(segments, [...rank(segments.scores)]));
