import assert from "node:assert/strict";
import { reportTables } from "../../../pipeline/report/report_tables.ts";
import { exampleReport } from "./example.ts";

Deno.test("reportTables() have a line for each thing that is drawn, with every digit", () => {
  const data = exampleReport({ steps: 20, videos: 2, snippets: 60 });
  const tables = reportTables(data);
  const rows = (name: string) =>
    tables.get(`${name}.csv`)!.trimEnd().split("\n").map((line) => line.split(","));
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const counts = Object.fromEntries(
    [...tables.keys()].map((name) => [name, rows(name.slice(0, -4)).length - 1]),
  );
  assert.deepEqual(counts, {
    "map.csv": 7,
    "classes.csv": 7 * 7,
    "losses.csv": 4 * 20,
    "logged.csv": 20,
    "evaluations.csv": 10,
    "error_types.csv": 6,
    "error_types_by_rank.csv": 60,
    "precision.csv": sum(data.diagnosis!.curves.map(({ points }) => points.length)),
    "missed_instances.csv": 1 + 5 + 5 + 4,
    "mining.csv": 2 * (6 + 1 + 1 + 2) * 10 + 3,
    "map_values.csv": 2 * 33,
    "thresholds.csv": 3 + 1,
    "videos.csv": 2,
    "segments.csv": sum(
      data.videos.map(({ groundTruth, detections }) => groundTruth.length + detections.length),
    ),
    "curves.csv": sum(data.videos.flatMap(({ curves }) => curves.map(({ values }) => values.length))),
    "mined.csv": sum(data.videos.flatMap(({ mined }) => mined.map(({ seconds }) => seconds.length))),
  });
  assert.deepEqual(
    rows("map").slice(1),
    data.map.map(({ tiou, percent }) => [String(tiou), String(percent)]),
  );
  const [first] = data.videos;
  assert.deepEqual(rows("curves")[2], [
    first!.id,
    first!.curves[0]!.name,
    "1",
    String(1.5 * first!.secondsPerSnippet),
    String(first!.curves[0]!.values[1]),
  ]);
  const { diagnosis: _, ...others } = data;
  assert.ok(!reportTables({ ...others, logged: [] }).has("error_types.csv"));
});
