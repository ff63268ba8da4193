/** Draws a map over time with what is selected from it, as SVG. */
import type { Signal } from "../../../specs/program.ts";
import { svg } from "../../report/charts/svg.ts";
import { element, type Markup } from "../../report/pages/element.ts";
import { isList } from "../mask_program.ts";

/** Pixels of a snippet, and of the area of the map. */
const STEP = 12;
export const HEIGHT = 130;
/** Room above the map, for its dots. */
export const MAP_TOP = 8;

const ROW = 14;

/** The map as bars with their tops; thresholds as lines over them. */
export function mapDrawing(map: Float32Array, thresholds: readonly number[], cursor: number): Markup {
  const width = map.length * STEP;
  const y = (value: number) => MAP_TOP + HEIGHT * (1 - value);
  return element(
    "svg",
    {
      class: "drawn-map",
      viewBox: `0 0 ${width} ${HEIGHT + MAP_TOP}`,
      preserveAspectRatio: "none",
      tabindex: 0,
      role: "slider",
      "aria-label": "The map, snippet by snippet: left and right choose one, up and down change it",
      "aria-valuemin": 0,
      "aria-valuemax": 1,
      "aria-valuenow": map[cursor]!,
      "aria-valuetext": `snippet ${cursor}: ${map[cursor]!.toFixed(2)}`,
    },
    svg("path", { class: "base", d: `M0 ${y(0)}H${width}` }),
    [...map].map((value, t) =>
      svg("rect", {
        class: t === cursor ? "drawn at-cursor" : "drawn",
        x: t * STEP + 1,
        y: y(value),
        width: STEP - 2,
        height: HEIGHT * value,
      })
    ),
    thresholds.filter((value) => value >= 0 && value <= 1).map((value) =>
      svg("path", { class: "median", d: `M0 ${y(value)}H${width}` })
    ),
  );
}

/** A signal as a row of cells where it is above 0: the more of it, the darker; of a list the snippets in it. */
export function rowDrawing(signal: Signal, values: readonly number[], length: number): Markup {
  const cells = isList(signal)
    ? counts(values, length)
    : values.map((value) => Math.max(0, value) / Math.max(1e-9, ...values));
  const drawn = [...cells.entries()].filter(([, share]) => share > 0);
  return element(
    "svg",
    {
      class: isList(signal) ? "row list" : "row mask",
      viewBox: `0 0 ${length * STEP} ${ROW}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": drawn.length === 0 ? "no snippets" : `snippets ${rangesText(drawn.map(([t]) => t))}`,
    },
    svg("rect", { class: "ground", x: 0, y: 0, width: length * STEP, height: ROW }),
    drawn.map(([t, share]) =>
      svg("rect", {
        class: "cell",
        x: t * STEP + (isList(signal) ? 3 : 0),
        y: isList(signal) ? 3 : 0,
        width: isList(signal) ? STEP - 6 : STEP,
        height: isList(signal) ? ROW - 6 : ROW,
        "fill-opacity": 0.25 + 0.75 * share,
      })
    ),
  );
}

/** 1 for each snippet that a list has. */
function counts(list: readonly number[], length: number): number[] {
  const found = Array.from({ length }, () => 0);
  for (const t of list) if (t < length) found[t] = 1;
  return found;
}

/** Ascending numbers as ranges: 3–7, 12. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const each of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === each - 1) last[1] = each;
    else ranges.push([each, each]);
  }
  return ranges.map(([from, to]) => from === to ? `${from}` : `${from}–${to}`).join(", ");
}
