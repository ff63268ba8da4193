import assert from "node:assert/strict";
import type { ReportVideo } from "../../../../pipeline/report/report_data.ts";
import { curveRow } from "../../../../pipeline/report/timeline/curve_row.ts";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { timeAxis } from "../../../../pipeline/report/timeline/time_axis.ts";

const CURVE = { name: "map", values: [0, 1, 0.5] };

Deno.test("curveRow() draws a snippet at the middle of its window", () => {
  for (const begin of [0, 6, -2]) {
    const video: ReportVideo = {
      id: "v",
      duration: 100,
      begin,
      secondsPerSnippet: 4,
      labels: [],
      groundTruth: [],
      detections: [],
      curves: [CURVE],
      mined: [],
    };
    const axis = timeAxis(video);
    const drawn = /class="line" d="M([\d.]+),/.exec(
      contentText(curveRow(CURVE, video, axis, new Map()).plot),
    );
    assert.ok(Math.abs(Number(drawn?.[1]) - axis.x(begin + 2)) < 0.06, `${drawn?.[1]} ${axis.x(begin + 2)}`);
  }
});
