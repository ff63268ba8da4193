import assert from "node:assert/strict";
import { join } from "node:path";
import { recordOf, writeRecord } from "../../../pipeline/sweeps/record.ts";
import { temporaryFolder } from "../../temporary.ts";
import { progressed } from "./progressed.ts";

const jobs = [
  progressed("a", 0, { state: "done", average: 10, map: { "0.5": 8 } }),
  progressed("a", 1, { state: "failed", message: "Loss is not finite" }),
];

Deno.test("recordOf() has what is known of every run, its folder relative to the record", () => {
  assert.deepEqual(recordOf("/sweep", "0.1:0.5", jobs), {
    kind: "walt.sweep",
    version: 1,
    metric: "0.1:0.5",
    runs: [
      { recipe: "r", variant: "a", seed: 0, state: "done", run: "a-s0", average: 10, map: { "0.5": 8 } },
      {
        recipe: "r",
        variant: "a",
        seed: 1,
        state: "failed",
        run: "a-s1",
        average: null,
        map: null,
        message: "Loss is not finite",
      },
    ],
  });
});

Deno.test("writeRecord() writes sweep.json whole", async () => {
  const out = temporaryFolder();
  await writeRecord(out, "average", jobs);
  await writeRecord(out, "average", jobs.slice(1));
  assert.deepEqual([...Deno.readDirSync(out)].map(({ name }) => name), ["sweep.json"]);
  const text = Deno.readTextFileSync(join(out, "sweep.json"));
  assert.deepEqual(JSON.parse(text), recordOf(out, "average", jobs.slice(1)));
});
