import assert from "node:assert/strict";
import { join } from "node:path";
import { readDurations, readFrameRates } from "../../../pipeline/annotations/frame_rates.ts";
import { collectMistakes } from "../../../pipeline/annotations/mistakes.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";

/** The rates of videos a and b that a file states, or what is said of it with its hints. */
async function ratesIn(document: unknown, read: "rates" | "durations" = "rates") {
  const root = temporaryFolder();
  const videos = ["a", "b"];
  Deno.writeTextFileSync(join(root, "r.json"), JSON.stringify(document));
  const mistakes = collectMistakes("Wrong");
  try {
    const rates = read === "rates"
      ? await readFrameRates({ file: "r.json" }, { root, videos, remedy: "state them" }, mistakes)
      : await readDurations(join(root, "r.json"), videos, mistakes);
    mistakes.throwIfAny();
    return videos.map(rates);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics.map(({ message, hint }) => `${message} (${hint})`.replaceAll(`${root}/`, ""));
  }
}

Deno.test("readFrameRates() judges the rates of the videos that are wanted, and of no others", async () => {
  assert.deepEqual(await ratesIn({ a: 25, b: "29.97", c: "NA", d: 0, e: null }), [25, 29.97]);
  assert.deepEqual(await ratesIn({ a: 25, b: 0, c: "NA" }), [
    'The frame rate of "b" must be a number > 0: current value is 0 (undefined)',
  ]);
});

Deno.test("Rates and durations of videos that a file names otherwise are told with the name that it has", async () => {
  assert.deepEqual(await ratesIn({ a: 25, "v_b.mp4": 30 }), [
    '"r.json" has no frame rate of 1 of 2 videos, such as "b" ' +
    '(it has "v_b.mp4": write "b" there, as the lists name the video)',
  ]);
  assert.deepEqual(await ratesIn({ "a.avi": 25, b: 30 }, "durations"), [
    '"r.json" has no duration of 1 of 2 videos, such as "a" ' +
    '(it has "a.avi": write "a" there, as the lists name the video)',
  ]);
  assert.deepEqual(await ratesIn({ a: 25, c: 30 }), [
    '"r.json" has no frame rate of 1 of 2 videos, such as "b" (state them)',
  ]);
});

Deno.test("An annotation file is no file of rates", async () => {
  assert.deepEqual(await ratesIn({ database: { a: { fps: 25 } } }), [
    '"r.json" must be a map of video ids to frames per second ' +
    "(fps: { from: annotations } reads those of the annotation file)",
  ]);
});
