/** How many rows of a sampled batch the engine webgpu is given. */
import type { SampledPlanner } from "../../sampled.ts";
import { portablePlanner } from "../../portable/sampled/plan.ts";

/** Numbers of rows for batches of one size: more waste less on zeros, and take longer to be recorded all. */
const COUNTS = 16;

/** The plans of the engine webgpu, whose recordings have sizes that do not vary. */
export const webgpuPlanner: SampledPlanner = {
  ...portablePlanner,
  rowCounts: {
    many: COUNTS,
    of({ rows, index }) {
      const step = Math.ceil(index.length / COUNTS);
      return Math.ceil(rows.length / step) * step;
    },
  },
};
