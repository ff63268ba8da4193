/** `--tensorboard` of `run` and `report`. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EventScalar, scalarsIn } from "../runs/events.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish, task } from "./process.ts";
import { recipe, start } from "./small_run.ts";

/** The scalars of a run's event file by their names. */
function eventsOf(run: string): Map<string, EventScalar[]> {
  return Map.groupBy(scalarsIn(join(run, "tensorboard")), ({ tag }) => tag);
}

/** What `metrics.jsonl` says of a scalar. */
function metricsOf(run: string, kind: string, pick: (line: Record<string, number>) => number) {
  const lines = readFileSync(join(run, "metrics.jsonl"), "utf8").trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  return lines.filter((line) => kind in line && line.step > 0).map((
    line,
  ) => [line.step, Math.fround(pick(line))]);
}

function requireMetrics(run: string, steps: number): void {
  const events = eventsOf(run);
  const found = (tag: string) => events.get(tag)!.map(({ step, value }) => [step, value]);
  const total = metricsOf(run, "total", (line) => line["total"]!);
  assert.equal(total.length, steps);
  assert.deepEqual(found("loss/total"), total);
  assert.deepEqual(found("mAP/average"), metricsOf(run, "average", (line) => line["average"]!));
}

Deno.test("run --tensorboard writes what metrics.jsonl says, and from its beginning where it trains on", async () => {
  const run = join(temporaryFolder(), "run");
  const begun = await finish(start([recipe("test_events"), "--folder", run, "--tensorboard"]));
  assert.equal(begun.code, 0, begun.stderr);
  requireMetrics(run, 12);
  const on = await finish(start(["--resume", run, "--set", "training.steps=18", "--tensorboard"]));
  assert.equal(on.code, 0, on.stderr);
  requireMetrics(run, 18);
  const before = eventsOf(run);
  const { code, stdout, stderr } = await task(["report", run, "--tensorboard"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^events {3}.*run\/tensorboard$/m);
  assert.deepEqual(eventsOf(run), before);
  // A run of another engine is refused before its page is computed.
  const file = join(run, "checkpoint.json");
  const { sha256: _, ...header } = JSON.parse(readFileSync(file, "utf8"));
  const content = { ...header, engine: "cpu" };
  const sha256 = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  Deno.writeTextFileSync(file, JSON.stringify({ ...content, sha256 }));
  Deno.removeSync(join(run, "report.html"));
  const refused = await task(["report", run, "--tensorboard"]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /this run computes on cpu\n {2}= leave out --tensorboard/);
  assert.equal(refused.stdout, "");
  assert.throws(() => Deno.statSync(join(run, "report.html")), Deno.errors.NotFound);
});

Deno.test("run --tensorboard on another engine trains nothing, and says what to do", async () => {
  const run = join(temporaryFolder(), "run");
  const words = [recipe("test_events"), "--folder", run, "--tensorboard"];
  const { code, stderr } = await finish(start(words, { WALT_ENGINE: "cpu" }));
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^error: Event files are written by the engine tensorflow, and this run computes on cpu$/m,
  );
  assert.throws(() => Deno.statSync(run), Deno.errors.NotFound);
});
