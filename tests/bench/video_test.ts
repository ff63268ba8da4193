import assert from "node:assert/strict";
import { join } from "node:path";
import { markdownTable, rowsOf } from "../../bench/table.ts";
import { benchVideo } from "../../bench/video.ts";
import { openEngine } from "../../pipeline/engines/open.ts";
import { hasFilmPackages } from "../../pipeline/kinds/encoders/film_packages.ts";
import { hasOnnxRuntime } from "../../pipeline/kinds/encoders/onnx_runtime.ts";
import { FFMPEG, filmTest } from "../pipeline/films/films.ts";
import { ROOT } from "../shared.ts";
import { inFolder } from "../temporary.ts";

// A library is loaded once in a process, which is no leak of the test that comes first.
if (FFMPEG) await openEngine();

filmTest("benchVideo() measures decoding and every kind of encoder, and leaves nothing behind", async () => {
  const result = await benchVideo({ rounds: 1, seconds: 1, snippets: 1 });
  assert.ok("film" in result, result.notes.join());
  const onnx = hasOnnxRuntime()
    ? ["decoding all frames, 224 x 224", "decoding and onnx", "a snippet by onnx"]
    : [];
  assert.deepEqual(result.video.map(({ what }) => what), [
    ...hasFilmPackages() ? ["decoding 2 of 16 frames, 192 x 192", "decoding and pose"] : [],
    ...["decoding 2 of 16 frames, 224 x 224", "decoding and tfjs"],
    ...onnx,
  ]);
  for (const { ms, frames_per_second, beside, beside_ms, ratio } of result.video) {
    assert.ok(ms > 0 && frames_per_second > 0);
    if (beside === "ffmpeg alone") assert.ok(Math.abs(ratio! / (ms / beside_ms!) - 1) < 1e-3);
  }
  // Where there is no such Python, a note says so.
  const isNoted = result.notes.some((note) => note.startsWith("ONNX's own Python was not measured: "));
  assert.equal(isNoted, hasOnnxRuntime() && result.onnxruntime_version === null);
  const left = [...Deno.readDirSync(join(ROOT, "bench"))].filter(({ name }) => name.startsWith("video-"));
  assert.deepEqual(left, []);
});

Deno.test("benchVideo() says where there is no ffmpeg that films were not measured", async () => {
  await inFolder(async (folder) => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-prompt", "-A", join(ROOT, "bench/child.ts"), "video"],
      env: { PATH: folder },
    }).output();
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), {
      video: [],
      notes: ["films were not measured: ffmpeg is not on the PATH: films are decoded by it"],
    });
  });
});

Deno.test("markdownTable() says what films were measured beside", () => {
  const point = { what: "a", ms: 500, frames_per_second: 1000, beside: "ffmpeg alone" };
  const video = [{ ...point, beside_ms: 400, ratio: 1.25 }, { ...point, beside_ms: null, ratio: null }];
  const rows = markdownTable(rowsOf({ name: "video", video }));
  assert.deepEqual(rows.map((row) => row.split("|").at(-2)!.trim()).toSpliced(1, 1), [
    "beside",
    "1000 frames/s, 1.25 of ffmpeg alone",
    "1000 frames/s, without ffmpeg alone",
  ]);
});
