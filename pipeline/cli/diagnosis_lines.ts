/** A diagnosis in words and tables. */
import { thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import { count } from "../annotations/layout.ts";
import type { Diagnosis } from "../evaluation/diagnosis/diagnosis.ts";
import { CHARACTERISTICS } from "../evaluation/diagnosis/characteristics.ts";
import { PREDICTION_TYPES, type PredictionType } from "../evaluation/diagnosis/error_types.ts";
import { FLOOR } from "../evaluation/diagnosis/instance_profiles.ts";
import { RANK_GROUPS } from "../evaluation/diagnosis/profile.ts";
import { binText, CHARACTERISTIC_NAMES, meanings, TYPE_NAMES, whole } from "../evaluation/diagnosis/words.ts";

/** All that `diagnose` prints, as lines. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  return [
    ...headLines(diagnosis),
    "",
    ...typeLines(diagnosis),
    "",
    ...rankLines(diagnosis),
    "",
    ...instanceLines(diagnosis),
  ];
}

function headLines(diagnosis: Diagnosis): string[] {
  const { protocol, protocolHash, subset, groundTruthHash, counts, thresholds, bins } = diagnosis;
  const { predictions, kept, instances, perClass } = diagnosis;
  const classes = Math.round(instances / perClass);
  return [
    `protocol      ${protocol.kind} (${protocolHash})`,
    `tIoU          ${thresholds.map(thresholdText).join(" ")}${
      thresholds.length > 1 ? "; all numbers are means over them" : ""
    }`,
    `bins          ${bins}`,
    `ground truth  ${count(counts.videos, "video")}, ${count(instances, "instance")}, ${
      count(classes, "class")
    } of subset "${subset}" (${groundTruthHash})`,
    `predictions   ${count(predictions, "segment")}, ${
      kept === predictions
        ? "all of them looked at"
        : `of them ${whole(kept)} looked at: ${RANK_GROUPS} for each instance`
    }`,
    "",
    `mAP    ${percent(diagnosis.map)}`,
    `mAP_N  ${percent(diagnosis.normalizedMap)}  as if every class had ${perClass.toFixed(1)} instances`,
  ];
}

function typeLines({ types, impact, kept, thresholds }: Diagnosis): string[] {
  const meaning = meanings(thresholds);
  const rows = PREDICTION_TYPES.map((type) => [
    TYPE_NAMES[type],
    meaning[type],
    whole(types[type]),
    share(types[type], kept),
    type === "true_positive" ? "" : percent(Math.max(0, impact[type])),
  ]);
  return [
    "What the predictions are; a type costs by how much mAP_N would rise without it",
    "",
    ...table([["type", "a segment that", "segments", "share", "cost"], ...rows], 2),
  ];
}

function rankLines({ byRank }: Diagnosis): string[] {
  const filled = byRank.filter(({ types }) => total(types) > 0);
  const rows = filled.map(({ group, types }) => [
    String(group),
    ...PREDICTION_TYPES.map((type) => share(types[type], total(types))),
    whole(total(types)),
  ]);
  return [
    "By rank: group 1 are the N best of a class with N instances, group 2 the next N",
    "",
    ...filled.length === 0
      ? ["no predictions"]
      : table([["group", ...PREDICTION_TYPES.map((type) => TYPE_NAMES[type]), "segments"], ...rows], 1),
  ];
}

function instanceLines({ falseNegatives, sensitivity, withoutLimit, instances }: Diagnosis): string[] {
  const rows = CHARACTERISTICS.flatMap((characteristic) => {
    const missed = falseNegatives.bins[characteristic];
    if (missed === undefined) return [];
    const name = CHARACTERISTIC_NAMES[characteristic];
    return missed.map((each, i) => [
      i === 0 ? name : "",
      `${each.bin.padEnd(2)} ${binText(each, characteristic)}`,
      whole(each.instances),
      each.missed === null ? "-" : percent(each.missed),
      orDash(sensitivity[characteristic]![i]!.normalizedMap),
    ]);
  });
  return [
    `Which instances are missed: no segment finds them at a precision above ${FLOOR}`,
    "",
    ...table([
      ["", "", "instances", "missed %", "mAP_N"],
      ["all", "", whole(instances), percent(falseNegatives.share), percent(withoutLimit.normalizedMap)],
      ...rows,
    ], 2),
  ];
}

function total(types: Readonly<Record<PredictionType, number>>): number {
  return PREDICTION_TYPES.reduce((sum, type) => sum + types[type], 0);
}

function share(part: number, all: number): string {
  return all === 0 ? "-" : `${(part / all * 100).toFixed(1)} %`;
}

function percent(fraction: number): string {
  return (fraction * 100).toFixed(2);
}

function orDash(fraction: number | null): string {
  return fraction === null ? "-" : percent(fraction);
}

/** Rows in columns two spaces apart: the first `texts` to the left, the others to the right. */
function table(rows: readonly (readonly string[])[], texts: number): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((cell, i) => i < texts ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  ").trimEnd()
  );
}
