/** How variants are told apart: by the shape of a mark, the dashes of a line and a colour, each enough for a few of them. */
import type { Markup } from "../pages/element.ts";
import { COLOURS } from "./colours.ts";
import { symbol, symbolsStroke } from "./d3.ts";
import { moved, svg } from "./svg.ts";

/** Area of a mark, square pixels. */
const SIZE = 34;
const SHAPES = symbolsStroke.map((shape) => symbol(shape, SIZE).digits(1)() ?? "");
/** Classes `dash0` to `dash3` of the style sheet; the first is a whole line. */
const DASHES = 4;

/** The colour of a variant as the value of the attribute `style`. */
export function variantColour(variant: number): string {
  return `--c:var(--c${variant % COLOURS})`;
}

/** The class of its line. */
export function variantLine(variant: number): string {
  return `line variant dash${variant % DASHES}`;
}

/** Its mark at a place, pixels; with a title it says what it is. */
export function variantMark(variant: number, x: number, y: number, title?: string): Markup {
  return moved(
    x,
    y,
    svg(
      "path",
      {
        class: "shape",
        style: variantColour(variant),
        d: SHAPES[variant % SHAPES.length]!,
        role: title === undefined ? undefined : "img",
      },
      title !== undefined && svg("title", {}, title),
    ),
  );
}

/** Line and mark as a key beside the name of a variant. */
export function variantKey(variant: number): Markup {
  return svg(
    "svg",
    { class: "chart key", width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" },
    svg("path", { class: variantLine(variant), style: variantColour(variant), d: "M1 6H33" }),
    variantMark(variant, 17, 6),
  );
}
