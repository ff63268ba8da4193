/** The part of a report about the values of maps. */
import { mapChart } from "../charts/map_chart.ts";
import type { ReportMapValues } from "../map_values.ts";
import { type Content, element } from "./element.ts";
import { countText, nameText, percentText, shortText } from "./format.ts";
import { caption, cell, columnHead, rowHead, scrollBox } from "./table.ts";

/** A histogram for each proposal rule, and a table of what its thresholds let through. */
export function mapsContent(maps: readonly ReportMapValues[]): Content {
  return [
    element(
      "p",
      { class: "facts" },
      "What each proposal rule makes segments from: the samples of its map, scaled and interpolated as inference does it, of the " +
        "predicted classes of all test videos, in percent on an axis of roots. Dashed lines are the thresholds" +
        `${maps.some(differs) ? ", at their means where they differ from map to map" : ""}; ` +
        "samples right of a line can be of a segment.",
    ),
    element("div", { class: "charts" }, maps.map(mapChart)),
    scrollBox(
      "Samples that reach the thresholds",
      element(
        "table",
        { class: "maps" },
        caption("Samples in intervals of the first and the last threshold, in percent"),
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ["rule", "map", "samples", "thresholds", "first", "reached, %", "last", "reached, %"].map((
              text,
            ) => columnHead(text)),
          ),
        ),
        element("tbody", {}, maps.map(row)),
      ),
    ),
  ];
}

function row({ name, map, samples, thresholds }: ReportMapValues): Content {
  const [first, last] = [thresholds.at(0), thresholds.at(-1)];
  return element(
    "tr",
    {},
    rowHead(nameText(name)),
    cell(nameText(map)),
    cell(countText(samples)),
    cell(countText(thresholds.length)),
    [first, last].map((each) => [cell(shortText(each?.mean)), cell(percentText(each?.reached))]),
  );
}

function differs({ thresholds }: ReportMapValues): boolean {
  return thresholds.some(({ least, greatest }) => least < greatest);
}
