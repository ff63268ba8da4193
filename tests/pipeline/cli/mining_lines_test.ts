import assert from "node:assert/strict";
import { miningLines } from "../../../pipeline/cli/mining_lines.ts";

const curve = (from: number) => ({
  snippets: 9,
  outside: Array.from({ length: 10 }, (_, i) => from - i),
  distance: Array.from({ length: 10 }, (_, i) => i === 1 ? 1.234 : NaN),
});

Deno.test("miningLines() tells of scale 0.2 and of targets without one, and a dash of what was not measured", () => {
  const one = { snippets: 1, outside: [NaN], distance: [0] };
  const mining = {
    scales: [],
    distance: "instance" as const,
    videos: 3,
    logged: [],
    signals: {
      hard: {
        target: "inner",
        random: curve(90),
        evaluations: [{ step: 0, ...curve(80) }, { step: 5, ...curve(70) }],
      },
      easy_one: { target: "action", random: one, evaluations: [{ step: 5, ...one }] },
    },
  };
  assert.deepEqual(miningLines(mining, 5), [
    "",
    "mining error in percent at scale 0.2, on 3 test videos; distances of the mean instance",
    "",
    "                         before   after  random",
    "hard outside inner        79.00   69.00   89.00",
    "  distance to it           1.23    1.23    1.23",
    "easy_one outside action       -       -       -",
    "  distance to it              -    0.00    0.00",
  ]);
  assert.deepEqual(miningLines(undefined, 5), []);
});
