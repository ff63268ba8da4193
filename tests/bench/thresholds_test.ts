import assert from "node:assert/strict";
import { measureThresholds } from "../../bench/thresholds.ts";
import { engineTest } from "../pipeline/contract/engines.ts";

engineTest("measureThresholds() compares both forms around every threshold", (engine) => {
  const small = {
    tileWeights: 64,
    tileSavings: 300,
    sampledTileSavings: 300,
    sampledShare: 0.25,
    fewColumns: 4,
    narrowRows: 4,
    bfloat16Side: 4,
  };
  const found = measureThresholds(engine, 1, small);
  assert.deepEqual(
    found.map(({ threshold, size }) => `${threshold} ${size}`),
    Object.entries(small).flatMap(([name, size]) => [0.5, 1, 2].map((part) => `${name} ${size * part}`)),
  );
  for (const { ratio } of found) assert.ok(ratio > 0 && Number.isFinite(ratio));
}, ["tensorflow"]);
