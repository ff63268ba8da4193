import assert from "node:assert/strict";
import type { Video } from "../../../pipeline/data/dataset.ts";
import type { Model } from "../../../pipeline/graph/model.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { errorsOf, watchMining } from "../../../pipeline/runs/mining.ts";
import { compileSmall } from "../../specs/compile/small.ts";

const MINING = "mining: { borders: '1 - attention', worst: 'top_indices(attention, T, ratio=5)' }";

/** A model of no weights: what is measured are values that are given. */
const modelOf = (mined: string) =>
  ({ program: compileSmall(`${MINING}\nreport: { mined: ${mined} }`), kinds: KINDS }) as unknown as Model;

const video: Video = {
  id: "v",
  split: "test",
  labels: [0],
  length: 40,
  fps: 10,
  stride: 5,
  segments: [{ label: "climb", start: 4, end: 6 }, { label: "dive", start: 9, end: 9 }],
};

/** What is measured of one video where `worst` has some positions and `borders` is above 0 at others. */
function measured(mined: string, changes: Partial<Video>, rows: readonly number[], worst: readonly number[]) {
  const model = modelOf(mined);
  const changed = { ...video, ...changes };
  const watch = watchMining(model, { test: [changed] });
  watch?.add({
    video: changed,
    positions: Int32Array.from(rows),
    signals: new Map([
      ["worst", { shape: [worst.length], data: Float32Array.from(worst) }],
      ["borders", {
        shape: [rows.length],
        data: Float32Array.from(rows, (_, t) => worst.includes(t) ? 1 : -1),
      }],
    ]),
  });
  return watch?.result();
}

const rows = Array.from({ length: 40 }, (_, t) => t);

Deno.test("Snippets stand in the middle of their windows", () => {
  const at = (changes: Partial<Video>) =>
    measured("{ worst: { target: action } }", changes, rows, [8])!.signals["worst"]!.error;
  // Snippet 8 is 4 to 4.5 s.
  assert.deepEqual(at({}), { snippets: 1, outside: [0], distance: [0] });
  // Its window is 4 to 12.5 s, its middle at 8.25 s; the last one ends at 19.5 + 8.5 s.
  const { outside, distance } = at({ window: 85 });
  assert.deepEqual([outside, distance], [[100], [Math.round(2.25 / 28 * 1e6) / 1e4]]);
});

Deno.test("Snippets of thinned and stretched videos stand where their rows are", () => {
  const of = (rows: readonly number[], worst: readonly number[]) =>
    measured("{ worst: { target: action } }", {}, rows, worst)!.signals["worst"]!;
  assert.deepEqual(of([0, 10, 20, 30], [1]).error.outside, [0]);
  assert.deepEqual(of([0, 10, 20, 30], [1]).random.outside, [75]);
  assert.deepEqual(of([8, 8, 30, 30], [0, 1, 3]).error, {
    snippets: 3,
    outside: [33.3333],
    distance: [15.4167],
  });
});

Deno.test("A signal [B, T] selects the snippets where it is above 0, and any name will do", () => {
  const { videos, signals } = measured("{ borders: { target: inner }, worst: {} }", {}, rows, [8, 20])!;
  assert.equal(videos, 1);
  assert.deepEqual(Object.keys(signals), ["borders"]);
  assert.deepEqual([signals["borders"]!.error.snippets, signals["borders"]!.error.outside[9]], [2, 50]);
});

Deno.test("watchMining() asks for what entries name, and for nothing without targets or instances", () => {
  const entry =
    "{ worst: { target: outer, region: borders, against: attention }, attention: { target: action } }";
  const watch = watchMining(modelOf(entry), { test: [video] })!;
  assert.deepEqual(watch.signals, ["worst", "borders", "attention"]);
  assert.equal(watch.takes({ ...video, segments: [] }), false);
  assert.equal(
    watch.takes({ ...video, segments: [video.segments[1]!] }),
    false,
    "an instance without length",
  );
  assert.equal(watchMining(modelOf(entry), { test: [{ ...video, segments: [] }] }), undefined);
  assert.equal(watchMining(modelOf("[worst, borders]"), { test: [video] }), undefined);
});

Deno.test("errorsOf() keeps what changes over a run", () => {
  const result = measured("{ worst: { target: action, region: borders } }", {}, rows, [8, 20])!;
  const { random: _, error } = result.signals["worst"]!;
  assert.deepEqual(errorsOf(result), { mining: { worst: error } });
  assert.deepEqual(errorsOf({ ...result, logged: { few: 0.5 } }).mining_logged, { few: 0.5 });
  assert.deepEqual(error.region, { size: 2, undersized: 0 });
  assert.equal(error.spilled!.snippets, 0);
});
