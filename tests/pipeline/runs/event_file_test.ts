import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { EVENTS, openEventFile } from "../../../pipeline/runs/event_file.ts";
import { temporaryFolder } from "../../temporary.ts";
import { scalarsIn } from "./events.ts";

const engine = await openEngine("tensorflow");

const step = (step: number) => ({
  step,
  total: step / 4,
  losses: { action: step / 8 },
  logged: { "zero, ünïcode": NaN },
});
const evaluation = {
  step: 20,
  average: 50,
  averages: { "0.1:0.7": 50 },
  map: { "0.5": 40 },
  classification_map: NaN,
  accuracy: 75,
};

Deno.test("openEventFile() has the library write every scalar, in a folder of any name", () => {
  const run = join(temporaryFolder(), "rün 𝄞");
  mkdirSync(join(run, EVENTS), { recursive: true });
  writeFileSync(join(run, EVENTS, "old"), "");
  const events = openEventFile(run, engine);
  for (const line of [step(10), step(20), evaluation, { step: 0 as const, mining: {} }]) events.add(line);
  // Written before it is closed: who looks on sees it.
  const found = scalarsIn(join(run, EVENTS));
  events.close();
  assert.deepEqual(scalarsIn(join(run, EVENTS)), found);
  assert.deepEqual(found.map(({ step, tag, value }) => [step, tag, value]), [
    [10, "loss/total", 2.5],
    [10, "loss/action", 1.25],
    [10, "logged/zero, ünïcode", NaN],
    [20, "loss/total", 5],
    [20, "loss/action", 2.5],
    [20, "logged/zero, ünïcode", NaN],
    [20, "mAP/average", 50],
    [20, "mAP/0.1:0.7", 50],
    [20, "mAP/0.5", 40],
    [20, "videos/accuracy", 75],
  ]);
});

Deno.test("openEventFile() refuses an engine that writes none, and says where the numbers are", () => {
  assert.throws(
    () => openEventFile(temporaryFolder(), { name: "wasm" }),
    /written by the engine tensorflow, and this run computes on wasm/,
  );
});
