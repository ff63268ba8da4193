/** Protocol `thumos14_grid_greedy`. */
import { protocol, protocolOptions } from "./protocol.ts";
import { THUMOS14 } from "./thresholds.ts";

/** THUMOS14 on the grid of the features, matched as the ActivityNet toolkit does. */
export const thumos14GridGreedy = protocol({
  kind: "thumos14_grid_greedy",
  summary: "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, matched greedily",
  options: protocolOptions({ ...THUMOS14, time: "grid", videos: 212, ambiguous: "drop" }),
});
