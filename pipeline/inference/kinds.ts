/** How the kinds run that section `inference` chooses: apart from all others, which need TensorFlow.js. */
import { GROUP_RUNS } from "../kinds/groups/mod.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { SCORE_RUNS } from "../kinds/scores/mod.ts";
import { SUPPRESSION_RUNS } from "../kinds/suppressions/mod.ts";

/** Those of the language. */
export const INFERENCE_KINDS: Pick<ModelKinds, "groups" | "scores" | "suppressions"> = {
  groups: GROUP_RUNS,
  scores: SCORE_RUNS,
  suppressions: SUPPRESSION_RUNS,
};
