/** Protocol `thumos14_grid_best`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** THUMOS14 on the grid of the features, by sets of snippets. */
export const thumos14GridBest = protocol({
  kind: "thumos14_grid_best",
  summary:
    "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, a prediction takes the best free instance",
  options: protocolOptions({
    ...THUMOS14,
    time: "grid",
    videos: 212,
    ambiguous: "drop",
    match: "best_free",
    iou: "integer_sets",
  }),
});
