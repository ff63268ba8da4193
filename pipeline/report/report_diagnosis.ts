/** What a report shows of a diagnosis: plain data. */
import type { Diagnosis } from "../evaluation/diagnosis/diagnosis.ts";

/** What a report tells of a diagnosis. */
export type ReportDiagnosis = Pick<
  Diagnosis,
  | "thresholds"
  | "predictions"
  | "kept"
  | "instances"
  | "normalizedMap"
  | "types"
  | "impact"
  | "byRank"
  | "falseNegatives"
  | "sensitivity"
  | "withoutLimit"
>;
