/** The part of a report about mining error. */
import { TOLD_SCALE, toldValue } from "../../evaluation/mining/mining.ts";
import { miningChart, miningLegend } from "../charts/mining_chart.ts";
import type { ReportMinedCurve, ReportMinedSignal, ReportMining } from "../report_mining.ts";
import { type Content, element, type Markup } from "./element.ts";
import { countText, nameText, percentText } from "./format.ts";
import { caption, cell, columnHead, rowHead, scrollBox } from "./table.ts";

/** Curves of the signals whose targets depend on a scale, and a table of all. */
export function miningContent(mining: ReportMining): Content {
  const { signals, scales, distance, videos } = mining;
  const scaled = signals.filter(({ curves }) => curves.some(({ outside }) => outside.length > 1));
  return [
    element(
      "p",
      { class: "facts" },
      `How many mined snippets lie outside their target, and how far from it on average, in percent of ${
        distance === "video" ? "the video's duration" : "the mean length of the video's instances"
      }, over the ${
        countText(videos)
      } test videos that have instances. Targets: inner is the scale times the length of `,
      "an instance from either end of it inwards, outer the same outwards without other instances; action is every instance, ",
      "background the rest.",
    ),
    scaled.length > 0 && [
      miningLegend(scaled),
      scaled.map((signal) =>
        element(
          "div",
          { class: "charts" },
          miningChart(signal, "outside", scales),
          miningChart(signal, "distance", scales),
        )
      ),
    ],
    miningTable(mining),
    regions(signals),
    mining.logged.length > 0 &&
    element("p", { class: "facts" }, `Mean over the videos: ${mining.logged.join("; ")}.`),
  ];
}

function miningTable({ signals, scales }: ReportMining): Markup {
  const row = ({ name, snippets, outside, distance }: ReportMinedCurve) =>
    element(
      "tr",
      {},
      rowHead(name),
      cell(countText(snippets)),
      cell(percentText(toldValue(outside, scales))),
      cell(percentText(toldValue(distance, scales))),
    );
  return scrollBox(
    "Mining error",
    element(
      "table",
      { class: "mining" },
      caption(`Mining error in percent, at scale ${TOLD_SCALE} where the target depends on it`),
      element(
        "thead",
        {},
        element("tr", {}, ["mined", "snippets", "outside", "distance"].map((text) => columnHead(text))),
      ),
      signals.map(({ name, target, curves, parts }) =>
        element(
          "tbody",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "rowgroup", colspan: 4 }, `${nameText(name)}, target ${nameText(target)}`),
          ),
          [...curves.filter(({ style }) => style !== "between"), ...parts].map(row),
        )
      ),
    ),
  );
}

function regions(signals: readonly ReportMinedSignal[]): Content {
  const told = signals.flatMap(({ region }) => region ?? []);
  return told.length > 0 && element("p", { class: "facts" }, `Regions: ${told.join("; ")}.`);
}
