/** What data sets are read with; the rest of the language needs TensorFlow.js, which takes long to load. */
import { FORMATS } from "../../specs/kinds/formats/mod.ts";
import { LAYOUTS } from "../../specs/kinds/layouts/mod.ts";
import { FORMAT_RUNS } from "../kinds/formats/mod.ts";
import { LAYOUT_RUNS } from "../kinds/layouts/mod.ts";
import { TEST_SAMPLER_RUNS } from "../kinds/test_samplers/mod.ts";

/** The kinds of the language, without those of extensions. */
export const OWN_KINDS = {
  vocabulary: { formats: FORMATS, layouts: LAYOUTS },
  kinds: { formats: FORMAT_RUNS, layouts: LAYOUT_RUNS, test_samplers: TEST_SAMPLER_RUNS },
};
