/** How many rows of a sampled batch the engine webgpu is given. */
import type { SampledPlanner } from "../../sampled.ts";
import { portablePlanner } from "../../portable/sampled/plan.ts";
import { WEBGPU } from "../../thresholds.ts";

/** The plans of the engine webgpu, whose recordings have sizes that do not vary. */
export const webgpuPlanner: SampledPlanner = {
  ...portablePlanner,
  rowCounts: {
    many: WEBGPU.rowCounts,
    of({ rows, index }) {
      const step = Math.ceil(index.length / WEBGPU.rowCounts);
      return Math.ceil(rows.length / step) * step;
    },
  },
};
