/** A row of a timeline: what stands in the gutter, and what beside it on the time axis. */
import { clippedText } from "../pages/format.ts";
import type { Content, Markup } from "../pages/element.ts";
import { moved, svg } from "../charts/svg.ts";

/** Drawn from (0, 0) downwards. */
export interface TimelineRow {
  /** Pixels. */
  readonly height: number;
  readonly gutter: Content;
  readonly plot: Content;
}

/** Width of the gutter, pixels. */
export const GUTTER = 152;

/** Colour of a class as the value of the attribute `style`. */
export function colourStyle(colour: number | undefined): string {
  return colour === undefined ? "--c:var(--ink)" : `--c:var(--c${colour})`;
}

/** Letter height by which bold text of 12 pixels is as wide as it is. */
const BOLD = 14;

/** A heading in the gutter, with a note to the right of it. */
export function headingRow(text: string, note?: string): TimelineRow {
  const shown = note === undefined ? clippedText(text, GUTTER - 8, BOLD) : text;
  return {
    height: 18,
    gutter: [
      svg("text", { class: "heading", x: 0, y: 13 }, shown !== text && svg("title", {}, text), shown),
      note && svg("text", { class: "note", x: GUTTER - 8, y: 13, "text-anchor": "end" }, note),
    ],
    plot: undefined,
  };
}

/** Says that a part has nothing to draw. */
export function emptyRow(text: string, x: number): TimelineRow {
  return { height: 16, gutter: undefined, plot: svg("text", { class: "note", x, y: 12 }, text) };
}

/** Empty space. */
export function spaceRow(height: number): TimelineRow {
  return { height, gutter: undefined, plot: undefined };
}

/** A name in the gutter with the colour of its class; `middle` is the height of its middle line. */
export function gutterName(
  name: string,
  middle: number,
  colour: number | undefined,
  room = GUTTER - 8,
): Content {
  const indent = colour === undefined ? 0 : 13;
  const shown = clippedText(name, room - indent, 11.5);
  const content = [
    colour !== undefined &&
    svg("rect", { class: "swatch", style: colourStyle(colour), x: 0, y: middle - 4, width: 8, height: 8 }),
    svg("text", { class: "name", x: indent, y: middle + 4 }, shown),
  ];
  return shown === name ? content : svg("g", {}, svg("title", {}, name), content);
}

/** Rows under each other: the gutter, the plot and the height of all. */
export function stackRows(rows: readonly TimelineRow[]): TimelineRow {
  const gutter: Markup[] = [];
  const plot: Markup[] = [];
  let y = 0;
  for (const row of rows) {
    if (row.gutter !== undefined) gutter.push(moved(0, y, row.gutter));
    if (row.plot !== undefined) plot.push(moved(0, y, row.plot));
    y += row.height;
  }
  return { height: y, gutter, plot };
}
