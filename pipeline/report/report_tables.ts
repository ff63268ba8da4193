/** All that a report draws, as tables for other programs. */
import { CHARACTERISTICS } from "../evaluation/diagnosis/characteristics.ts";
import { PREDICTION_TYPES } from "../evaluation/diagnosis/error_types.ts";
import { csvLine } from "../files/csv_line.ts";
import type { ReportData, ReportLoss } from "./report_data.ts";

/** A line of a table. */
type Row = readonly (string | number | undefined)[];

/** File names and texts: only of what there is. Times are seconds; mAP, AP and shares percent. */
export function reportTables(data: ReportData): ReadonlyMap<string, string> {
  const tables = {
    ...resultTables(data),
    ...diagnosisTables(data),
    ...miningTables(data),
    ...mapTables(data),
    ...videoTables(data),
  };
  return new Map(
    Object.entries(tables).filter(([, rows]) => rows.length > 1)
      .map(([name, rows]) => [`${name}.csv`, rows.map((row) => `${csvLine(row)}\n`).join("")]),
  );
}

function resultTables({ map, perClass, losses, logged, evaluations }: ReportData): Record<string, Row[]> {
  const points = (scalars: readonly ReportLoss[]) =>
    scalars.flatMap(({ name, points }) => points.map(({ step, value }) => [name, step, value]));
  return {
    map: [["tiou", "map"], ...map.map(({ tiou, percent }) => [tiou, percent])],
    classes: [
      ["class", "instances", "predictions", "tiou", "ap"],
      ...perClass.flatMap(({ label, instances, predictions, percent }) =>
        percent.map((ap, i) => [label, instances, predictions, map[i]?.tiou, ap])
      ),
    ],
    losses: [["name", "step", "value"], ...points(losses)],
    logged: [["name", "step", "value"], ...points(logged)],
    evaluations: [["step", "average"], ...evaluations.map(({ step, average }) => [step, average])],
  };
}

function diagnosisTables({ diagnosis }: ReportData): Record<string, Row[]> {
  if (!diagnosis) return {};
  const { types, impact, byRank, falseNegatives, sensitivity, instances, withoutLimit } = diagnosis;
  const percent = (fraction: number | null | undefined) =>
    fraction === null || fraction === undefined ? undefined : fraction * 100;
  return {
    error_types: [
      ["type", "segments", "cost"],
      ...PREDICTION_TYPES.map((type) => [
        type,
        types[type],
        type === "true_positive" ? undefined : percent(Math.max(0, impact[type])),
      ]),
    ],
    error_types_by_rank: [
      ["group", "type", "segments"],
      ...byRank.flatMap(({ group, types }) => PREDICTION_TYPES.map((type) => [group, type, types[type]])),
    ],
    precision: [
      ["class", "recall", "precision"],
      ...diagnosis.curves.flatMap(({ label, points }) =>
        points.map(({ recall, precision }) => [label, percent(recall), percent(precision)])
      ),
    ],
    missed_instances: [
      ["by", "bin", "above", "to", "instances", "missed", "map"],
      [
        "all",
        "",
        undefined,
        undefined,
        instances,
        percent(falseNegatives.share),
        percent(withoutLimit.normalizedMap),
      ],
      ...CHARACTERISTICS.flatMap((by) =>
        (falseNegatives.bins[by] ?? []).map(({ bin, above, to, instances, missed }, i) => [
          by,
          bin,
          above,
          to,
          instances,
          percent(missed),
          percent(sensitivity[by]?.[i]?.normalizedMap),
        ])
      ),
    ],
  };
}

function miningTables({ mining }: ReportData): Record<string, Row[]> {
  if (!mining) return {};
  return {
    mining: [
      ["signal", "target", "snippets_of", "snippets", "scale", "outside", "distance"],
      ...mining.signals.flatMap(({ name, target, curves, parts }) =>
        [...curves, ...parts].flatMap((curve) =>
          curve.outside.map((outside, i) => [
            name,
            target,
            curve.name,
            curve.snippets,
            curve.outside.length > 1 ? mining.scales[i] : undefined,
            outside,
            curve.distance[i],
          ])
        )
      ),
    ],
  };
}

function mapTables({ maps }: ReportData): Record<string, Row[]> {
  return {
    map_values: [
      ["rule", "map", "from", "to", "samples"],
      ...maps.flatMap(({ name, map, bins }) =>
        bins.map(({ from, to, count }) => [name, map, from, to, count])
      ),
    ],
    thresholds: [
      ["rule", "map", "threshold", "least", "greatest", "reached"],
      ...maps.flatMap(({ name, map, thresholds }) =>
        thresholds.map(({ mean, least, greatest, reached }) => [name, map, mean, least, greatest, reached])
      ),
    ],
  };
}

function videoTables({ videos }: ReportData): Record<string, Row[]> {
  return {
    videos: [
      ["video", "map", "seconds", "seconds_per_snippet"],
      ...videos.map(({ id, score, duration, secondsPerSnippet }) => [id, score, duration, secondsPerSnippet]),
    ],
    segments: [
      ["video", "kind", "label", "start", "end", "score"],
      ...videos.flatMap(({ id, groundTruth, detections }) => [
        ...groundTruth.map(({ label, start, end }) => [id, "annotated", label, start, end, undefined]),
        ...detections.map(({ label, start, end, score }) => [id, "predicted", label, start, end, score]),
      ]),
    ],
    curves: [
      ["video", "curve", "snippet", "seconds", "value"],
      ...videos.flatMap(({ id, begin, secondsPerSnippet, curves }) =>
        curves.flatMap(({ name, values }) =>
          values.map((value, t) => [id, name, t, begin + (t + 0.5) * secondsPerSnippet, value])
        )
      ),
    ],
    mined: [
      ["video", "signal", "seconds"],
      ...videos.flatMap(({ id, mined }) =>
        mined.flatMap(({ name, seconds }) => seconds.map((time) => [id, name, time]))
      ),
    ],
  };
}
