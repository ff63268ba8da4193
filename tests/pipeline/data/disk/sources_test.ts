import assert from "node:assert/strict";
import { secondsPerSample } from "../../../../pipeline/inference/upsample.ts";
import { compileSmall } from "../../../specs/compile/small.ts";
import { opened, refusal, smallDataset } from "../small_dataset.ts";

/** The small data set, rescaled to five snippets a video, with durations where they are given. */
function rescaled(durations: Readonly<Record<string, number>>) {
  const small = smallDataset();
  for (const source of Object.values(small.features.sources)) {
    source.fps = { from: "durations" };
    source.stride = 1;
  }
  const { database } = JSON.parse(small.files["gt.json"]!);
  for (const [id, duration] of Object.entries(durations)) database[id].duration = duration;
  return Object.assign(small, { files: { ...small.files, "gt.json": JSON.stringify({ database }) } });
}

Deno.test("times: from_durations lets the snippets of a video share its duration", async () => {
  await opened(rescaled({ v1: 20, v2: 7, v3: 123.4 }), ({ test, train, warnings }) => {
    for (const video of [...train, ...test]) {
      const end = 5 * 24 * secondsPerSample(video, 5, 24);
      assert.ok(Math.abs(end - video.duration!) < 1e-12 * end, video.id);
    }
    assert.deepEqual(warnings.filter((each) => /duration/.test(each)), []);
  });
});

Deno.test("times: from_durations needs every duration", async () => {
  const told = await refusal((small) => Object.assign(small, rescaled({ v1: 20 })));
  assert.match(
    told,
    /^error: "ROOT\/gt.json" has no duration of 2 of 3 videos, such as "v2"\n {2}= state them, /,
  );
});

Deno.test("times: from_durations stands for fps, stride and window, also inherited ones", () => {
  for (const beside of ["", "fps: 25, stride: 16, window: 64, "]) {
    const { recipe } = compileSmall(
      `features: { sources: { rgb: { ${beside}times: from_durations, width: 2 } } }`,
    );
    const { fps, stride, window, times } = recipe.features.sources["rgb"]!;
    assert.deepEqual([fps, stride, window, times], [{ from: "durations" }, 1, undefined, "from_durations"]);
  }
});

Deno.test("times: from_durations refuses sources that differ in length once, with what can be done", async () => {
  for (const rule of ["error", "truncate_to_shortest"] as const) {
    const told = await refusal((small) => {
      Object.assign(small, rescaled({ v1: 20, v2: 7, v3: 12 }));
      small.features.length_mismatch = rule;
      for (const name of Object.keys(small.matrices)) {
        if (name.includes("flow")) small.matrices[name] = [3, 1];
      }
    });
    assert.equal(
      told,
      'error: Sources of video "v1" share its duration, and differ in length: rgb 5, flow 3 snippets: ' +
        'rows of all sources must stand for the same times, and 2 more: "v2", "v3"\n' +
        "  = repeat or leave out rows of flow: numpy.save(path, array[numpy.arange(5) * len(array) // 5]); " +
        "or use one source alone: features.sources.flow=null",
    );
  }
});

Deno.test("times: from_durations of one source alone is told as that", async () => {
  const told = await refusal((small) => {
    Object.assign(small, rescaled({ v1: 20, v2: 7, v3: 12 }));
    small.features.sources["flow"]!.fps = 25;
  });
  assert.match(
    told,
    /\n {2}= say the times of all sources in one way: times: from_durations, or fps and stride$/,
  );
});
