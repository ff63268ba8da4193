/** Protocol `thumos14_grid_first`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** THUMOS14 on the grid of the features, by sets of snippets and without interpolation. */
export const thumos14GridFirst = protocol({
  kind: "thumos14_grid_first",
  summary:
    "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, a prediction takes the first free instance",
  options: protocolOptions({
    ...THUMOS14,
    time: "grid",
    videos: 212,
    ambiguous: "drop",
    match: "first_fit",
    iou: "integer_sets",
    ap: "raw",
  }),
});
