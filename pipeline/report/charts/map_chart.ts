/** A small histogram of the values of a map, with the thresholds of a proposal rule. */
import { isDrawable } from "../drawable.ts";
import { type Content, element, type Markup } from "../pages/element.ts";
import { countText, EMPTY, nameText, percentText, shortText } from "../pages/format.ts";
import type { ReportMapValues, ReportThreshold } from "../map_values.ts";
import { extent, scaleLinear, scalePow } from "./d3.ts";
import { frame, PLOT, type Scale } from "./frame.ts";
import { smallFigure } from "./small_figure.ts";
import { svg } from "./svg.ts";

/** Below this there is nothing to see. */
const LEAST_RANGE = 1e-6;
const LEAST_SHARE = 1e-12;
const SHARES = [0, 1, 5, 10, 25, 50, 100];

/** The values of the map of one rule; the axis of shares is that of their roots, so that few values are seen too. */
export function mapChart(values: ReportMapValues): Markup {
  const { name, map, samples, thresholds } = values;
  const note = `of ${nameText(map)}, ${countText(samples)} samples`;
  return smallFigure(nameText(name), reachText(thresholds), drawn(values), note);
}

/** How many samples reach the first threshold, and the last. */
function reachText(thresholds: readonly ReportThreshold[]): string {
  const [first, last] = [thresholds.at(0), thresholds.at(-1)];
  if (!first || !last) return EMPTY;
  const all = [...new Set([percentText(first.reached), percentText(last.reached)])];
  return `${all.join(" → ")} % reach`;
}

function drawn({ name, map, samples, bins, thresholds }: ReportMapValues): Content {
  const shown = bins.map((bin) => ({ ...bin, share: bin.count / samples * 100 })).filter(
    ({ from, to, share }) => isDrawable(from) && isDrawable(to) && isDrawable(share) && share >= 0,
  );
  const greatest = Math.max(...shown.map(({ share }) => share));
  if (!(greatest > LEAST_SHARE)) return element("p", { class: "empty" }, EMPTY);
  const lines = thresholds.filter(({ mean }) => isDrawable(mean));
  const [low, high] = extent([
    ...shown.flatMap(({ from, to }) => [from, to]),
    ...lines.map(({ mean }) => mean),
  ]) as [number, number];
  const x = scaleLinear([low, Math.max(high, low + LEAST_RANGE)], [PLOT.left, PLOT.right]);
  const y = scalePow([0, greatest], [PLOT.bottom, PLOT.top]).exponent(0.5);
  const ticks = SHARES.filter((share) => share <= greatest);
  return frame(
    {
      summary: `${nameText(name)}: values of ${nameText(map)} from ${shortText(shown.at(0)!.from)} to ${
        shortText(shown.at(-1)!.to)
      }; ${thresholdsText(thresholds)}`,
      role: "group",
      x: { scale: x, ticks: x.ticks(6), name: "value" },
      y: { scale: y, ticks: ticks.length > 2 ? ticks : y.ticks(3) },
      tickText: shortText,
    },
    svg("path", {
      class: "values",
      d: `M${at(x(shown[0]!.from))} ${at(PLOT.bottom)}${
        shown.map(({ to, share }) => `V${at(y(share))}H${at(x(to))}`).join("")
      }V${at(PLOT.bottom)}`,
    }),
    lines.map((threshold) => mark(threshold, x)),
  );
}

/** A line, with the reach of thresholds that are others in other maps. */
function mark({ mean, least, greatest, reached }: ReportThreshold, x: Scale): Markup {
  const range = least < greatest ? ` on average, ${shortText(least)} to ${shortText(greatest)}` : "";
  return svg(
    "path",
    { class: "threshold", role: "img", d: `M${at(x(mean))} ${PLOT.bottom}V${PLOT.top}` },
    svg(
      "title",
      {},
      `threshold ${shortText(mean)}${range}: ${percentText(reached)} % of the samples reach it`,
    ),
  );
}

/** Thresholds in words: how many, and what reaches the first and the last. */
export function thresholdsText(thresholds: readonly ReportThreshold[]): string {
  const told = [...new Set([thresholds.at(0), thresholds.at(-1)])].filter((each) => each !== undefined).map((
    { mean, reached },
  ) => `${percentText(reached)} % reach ${shortText(mean)}`);
  return told.length === 0
    ? "no thresholds"
    : `${thresholds.length} ${thresholds.length === 1 ? "threshold" : "thresholds"}: ${told.join(", ")}`;
}

function at(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
