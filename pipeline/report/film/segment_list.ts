/** The found segments beside a film: a button for each, which goes there. */
import { type Content, element, type Markup } from "../pages/element.ts";
import { countText, shortText, spanText } from "../pages/format.ts";
import { colourStyle } from "../timeline/row.ts";
import type { Colours } from "../timeline/segment_rows.ts";
import type { FilmPageData, FilmSegment } from "./film_data.ts";

/** The list, in the order of time, with a slider of the least score where scores differ. */
export function segmentList({ segments, found }: FilmPageData, colours: Colours): Markup {
  const shown = segments.length < found ? `${countText(segments.length)} of ${countText(found)}` : "";
  return element(
    "section",
    { class: "found", "aria-label": "Found segments" },
    element(
      "div",
      { class: "inner" },
      element("h2", {}, segments.length === 1 ? "1 segment" : `${countText(segments.length)} segments`),
      shown !== "" && element("p", { class: "facts" }, `the best of ${countText(found)}`),
      scoreSlider(segments),
      segments.length === 0 && element("p", { class: "empty" }, "No segment was found."),
      element("ol", {}, segments.map((segment) => item(segment, colours))),
    ),
  );
}

function item({ label, start, end, score, picture }: FilmSegment, colours: Colours): Markup {
  const middle = (start + end) / 2;
  const source = picture && `data:image/jpeg;base64,${picture.toBase64()}`;
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        "data-start": String(start),
        "data-end": String(end),
        "data-score": String(score),
        "data-label": label,
      },
      source !== undefined &&
        element("img", { src: source, alt: `The film at ${middle.toFixed(1)} s`, loading: "lazy" }),
      element(
        "span",
        { class: "words" },
        element("strong", {}, element("i", { style: colourStyle(colours.get(label)) }), label),
        element("span", {}, spanText(start, end)),
        element("span", {}, `score ${shortText(score)}`),
      ),
    ),
  );
}

/** Rounds down, so that the lowest position leaves everything. */
function scoreSlider(segments: readonly FilmSegment[]): Content {
  const scores = segments.map(({ score }) => score);
  const [least, greatest] = [Math.min(...scores), Math.max(...scores)];
  if (segments.length < 2 || !(least < greatest)) return undefined;
  return element(
    "p",
    { class: "least" },
    element("label", { for: "least" }, "least score "),
    element(
      "output",
      { id: "least-now", for: "least" },
      `${shortText(least)}: ${segments.length} of ${segments.length}`,
    ),
    element("input", {
      id: "least",
      type: "range",
      min: String(least),
      max: String(greatest),
      step: "any",
      value: String(least),
    }),
  );
}
