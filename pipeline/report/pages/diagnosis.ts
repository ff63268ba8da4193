/** The part of a report about the diagnosis: why mAP is not 100. */
import { thresholdText } from "../../../specs/kinds/protocols/thresholds.ts";
import { CHARACTERISTICS } from "../../evaluation/diagnosis/characteristics.ts";
import { PREDICTION_TYPES, type PredictionType } from "../../evaluation/diagnosis/error_types.ts";
import { FLOOR } from "../../evaluation/diagnosis/instance_profiles.ts";
import { RANK_GROUPS, type TypeCounts } from "../../evaluation/diagnosis/profile.ts";
import {
  binText,
  CHARACTERISTIC_NAMES,
  meanings,
  TYPE_NAMES,
  whole,
} from "../../evaluation/diagnosis/words.ts";
import type { ReportDiagnosis } from "../report_diagnosis.ts";
import { barChart } from "../charts/bar_chart.ts";
import { precisionChart } from "../charts/precision_chart.ts";
import { smallFigure } from "../charts/small_figure.ts";
import { type Content, element, type Markup } from "./element.ts";
import { EMPTY, percentText } from "./format.ts";
import { caption, cell, columnHead, rowHead, scrollBox } from "./table.ts";

/** Above this, the curves of classes are folded. */
const MANY_CURVES = 9;

/** The column that holds words. */
const WORDS = "a segment that";

/** Types of predictions as a table and over the ranks; missed instances by what is characteristic of them. */
export function diagnosisContent(diagnosis: ReportDiagnosis): Content {
  return [
    element("p", { class: "facts" }, facts(diagnosis)),
    typeTable(diagnosis),
    element("div", { class: "charts" }, PREDICTION_TYPES.map((type) => typeChart(type, diagnosis))),
    missedTable(diagnosis),
    element(
      "div",
      { class: "charts" },
      CHARACTERISTICS.map((characteristic) => missedChart(characteristic, diagnosis)),
    ),
    precision(diagnosis),
  ];
}

function precision({ curves, thresholds }: ReportDiagnosis): Content {
  return curves.length > 0 && element(
    "details",
    { open: curves.length > MANY_CURVES ? undefined : "" },
    element(
      "summary",
      {},
      `Precision in percent over recall at tIoU ${thresholdText(thresholds[0]!)}, ${
        curves.length === 1 ? "1 class" : `${curves.length} classes`
      }`,
    ),
    element("div", { class: "charts" }, curves.map(precisionChart)),
  );
}

function facts({ thresholds, predictions, kept, normalizedMap }: ReportDiagnosis): string {
  const at = `At tIoU ${thresholds.map(thresholdText).join(", ")}${
    thresholds.length > 1 ? "; all numbers are means over them" : ""
  }.`;
  const looked = kept === predictions
    ? `All ${whole(predictions)} predicted segments of annotated classes are looked at.`
    : `Of ${whole(predictions)} predicted segments of annotated classes ${
      whole(kept)
    } are looked at: of each class the best, ${RANK_GROUPS} for each instance.`;
  return `${at} ${looked} A type costs by how much mAP would rise without it, from ${
    percentText(normalizedMap * 100)
  } %, where every class counts as if it had as many instances. The charts show each type's share of the segments by rank: ` +
    "of a class with N instances group 1 has the N best, group 2 the next N.";
}

function typeTable({ types, impact, kept, thresholds }: ReportDiagnosis): Markup {
  const meaning = meanings(thresholds);
  return scrollBox(
    "What the predicted segments are",
    element(
      "table",
      { class: "diagnosis" },
      caption("What the predicted segments are"),
      head(["type", "segments", "share, %", "cost, points", WORDS]),
      element(
        "tbody",
        {},
        PREDICTION_TYPES.map((type) =>
          element(
            "tr",
            {},
            rowHead(TYPE_NAMES[type]),
            cell(whole(types[type]), undefined, type),
            cell(percentText(types[type] / kept * 100)),
            cell(type === "true_positive" ? EMPTY : percentText(Math.max(0, impact[type]) * 100)),
            cell(meaning[type], "words"),
          )
        ),
      ),
    ),
  );
}

function typeChart(type: PredictionType, { types, kept, byRank }: ReportDiagnosis): Markup {
  const name = TYPE_NAMES[type];
  const bars = byRank.map(({ group, types }) => ({
    name: String(group),
    percent: types[type] / total(types) * 100,
    title: `${name}, rank group ${group}`,
  }));
  const summary = `${name}: share of the segments by rank group: ${
    bars.map(({ percent }) => percentText(percent)).join(", ")
  } %`;
  const value = `${percentText(types[type] / kept * 100)} %`;
  return smallFigure(name, value, barChart(bars, "rank group", summary));
}

function missedTable({ falseNegatives, sensitivity, withoutLimit, instances }: ReportDiagnosis): Markup {
  const row = (
    name: string,
    count: number,
    missed: number | null,
    found: number | null | undefined,
    moments: string,
  ) =>
    element(
      "tr",
      {},
      rowHead(name),
      cell(whole(count)),
      cell(missed === null ? EMPTY : percentText(missed * 100), undefined, moments),
      cell(found === null || found === undefined ? EMPTY : percentText(found * 100)),
    );
  return scrollBox(
    "Missed instances",
    element(
      "table",
      { class: "diagnosis" },
      caption(`Which instances are missed: no segment finds them at a precision above ${FLOOR}`),
      head(["instances by", "instances", "missed, %", "mAP, %"]),
      element(
        "tbody",
        {},
        row("all", instances, falseNegatives.share, withoutLimit.normalizedMap, "missed"),
      ),
      CHARACTERISTICS.map((characteristic) => {
        const bins = falseNegatives.bins[characteristic];
        return bins && element(
          "tbody",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "rowgroup", colspan: 4 }, CHARACTERISTIC_NAMES[characteristic]),
          ),
          bins.map((bin, i) =>
            row(
              `${bin.bin} ${binText(bin, characteristic)}`,
              bin.instances,
              bin.missed,
              sensitivity[characteristic]?.[i]?.normalizedMap,
              `missed.${characteristic}.${bin.bin}`,
            )
          ),
        );
      }),
    ),
  );
}

function missedChart(
  characteristic: (typeof CHARACTERISTICS)[number],
  { falseNegatives }: ReportDiagnosis,
): Markup | undefined {
  const bins = falseNegatives.bins[characteristic];
  if (bins === undefined) return undefined;
  const name = CHARACTERISTIC_NAMES[characteristic];
  const bars = bins.map((bin) => ({
    name: bin.bin,
    percent: bin.missed === null ? undefined : bin.missed * 100,
    title: `missed of ${bin.bin}, ${binText(bin, characteristic)}`,
  }));
  const summary = `Missed instances by ${name}: ${
    bars.map(({ name, percent }) => `${name} ${percentText(percent)}`).join(", ")
  } %`;
  return smallFigure(`missed: ${name}`, "", barChart(bars, "size", summary));
}

function head(names: readonly string[]): Markup {
  return element(
    "thead",
    {},
    element("tr", {}, names.map((name) => columnHead(name, name === WORDS ? "words" : undefined))),
  );
}

function total(types: TypeCounts): number {
  return PREDICTION_TYPES.reduce((sum, type) => sum + types[type], 0);
}
