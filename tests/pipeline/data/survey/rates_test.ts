import assert from "node:assert/strict";
import { guessRate } from "../../../../pipeline/data/survey/rates.ts";

/** Videos whose last frames fill no row. */
const videos = (seconds: number, fps?: number) =>
  [40, 60, 90].map((rows) => ({ rows, duration: (rows + 0.5) * seconds, fps }));

Deno.test("The stride follows from durations, at a stated rate or a usual one", () => {
  const of = (...args: Parameters<typeof guessRate>) => {
    const { fps, stride, isStated, isRescaled } = guessRate(...args);
    return [fps, stride, isStated, isRescaled];
  };
  assert.deepEqual(of(videos(16 / 25)), [25, 16, false, false]);
  assert.deepEqual(of(videos(16 / 30)), [30, 16, false, false]);
  assert.deepEqual(of(videos(8 / 15, 15), { from: "annotations" }), [
    { from: "annotations" },
    8,
    true,
    false,
  ]);
  assert.deepEqual(of(videos(5.12)), [25, 128, false, false]);
  assert.deepEqual(of([{ rows: 9 }]), [25, 16, false, false]);
  assert.deepEqual(guessRate(videos(0.64)).measured?.videos, 3);
  assert.equal(guessRate([{ rows: 9 }]).measured, undefined);
});

Deno.test("As many rows for every duration mean that they share it", () => {
  const rescaled = [30, 60, 90].map((duration) => ({ rows: 100, duration }));
  assert.deepEqual([guessRate(rescaled).isRescaled, guessRate(rescaled).measured], [true, undefined]);
  assert.equal(guessRate([{ rows: 100, duration: 64 }, { rows: 100, duration: 64 }]).isRescaled, false);
});
