/** The courses of what a training logs. */
import type { Program } from "../../specs/program.ts";
import type { StepLine } from "../runs/metrics_file.ts";
import type { ReportData } from "./report_data.ts";

/** The total, the terms that count for it, and the scalars of section `logged`, by step. */
export function lossCourses(
  { losses }: Pick<Program, "losses">,
  steps: readonly StepLine[],
): Pick<ReportData, "losses" | "logged"> {
  return {
    losses: [
      { name: "total", points: steps.map(({ step, total }) => ({ step, value: total })) },
      ...losses.filter(({ weight }) => weight !== 0).map(({ name, weight }) => ({
        name,
        weight,
        points: steps.map(({ step, losses: terms }) => ({ step, value: terms[name]! })),
      })),
    ],
    logged: Object.keys(steps[0]?.logged ?? {}).map((name) => ({
      name,
      points: steps.map(({ step, logged }) => ({ step, value: logged[name]! })),
    })),
  };
}
