import assert from "node:assert/strict";
import { join } from "node:path";
import { encodersOf } from "../../../pipeline/cli/video_run_encoders.ts";
import { writeFilmRecord } from "../../../pipeline/films/record.ts";
import type { Program } from "../../../specs/program.ts";
import { inFolder } from "../../temporary.ts";

const TIMES = { fps: 25, stride: 16, window: 16 };
const POSE = { people: 1, frames: 2, confidence: 0.2, kind: "pose" };
const RECORD = {
  encoder: { ...POSE, model: "5a" },
  folder: "../encoders",
  times: TIMES,
  width: 85,
  films: {},
};

/** A program whose data lie in a folder, with sources of these times. */
function program(root: string, sources: Readonly<Record<string, unknown>>): Program {
  return { recipe: { data: { kind: "folder", root }, features: { sources } } } as unknown as Program;
}

Deno.test("encodersOf() gives what the data of a run were made with", async () => {
  await inFolder(async (root) => {
    await Deno.mkdir(join(root, "features"));
    await writeFilmRecord(root, "pose", RECORD);
    const expected = { source: "pose", kind: POSE, times: TIMES, hash: "5a" };
    const { window: _, ...stated } = TIMES;
    assert.deepEqual(encodersOf("runs/a", program(root, { pose: stated }), undefined), [
      { ...expected, folder: join(root, "..", "encoders") },
    ]);
    const [{ folder, ...named } = { folder: "" }] = encodersOf(
      "runs/a",
      program(root, { pose: TIMES }),
      "pose",
    );
    assert.deepEqual(named, expected);
    assert.match(folder, /recipes\/encoders$/);
  });
});

Deno.test("encodersOf() takes a named encoder at the times of the recipe where nothing says which it was", async () => {
  await inFolder((root) => {
    const [encoder] = encodersOf("runs/a", program(root, { joints: { ...TIMES, stride: 8 } }), "pose");
    assert.deepEqual([encoder!.source, encoder!.kind, encoder!.times, encoder!.hash], [
      "joints",
      POSE,
      { ...TIMES, stride: 8 },
      undefined,
    ]);
    return Promise.resolve();
  });
});

Deno.test("encodersOf() refuses data whose encoder is not known, or that were made otherwise", async () => {
  await inFolder(async (root) => {
    const told = (sources: Readonly<Record<string, unknown>>, given?: string) => {
      try {
        encodersOf("runs/a", program(root, sources), given);
      } catch (error) {
        return (error as Error).message;
      }
    };
    assert.match(told({ pose: TIMES })!, /^Nothing says which encoder made source "pose" of run "runs\/a"/);
    assert.match(told({ a: TIMES, b: TIMES }, "pose")!, /^Nothing says which encoder made source "a"/);
    assert.match(told({ pose: { ...TIMES, fps: { from: "annotations" } } }, "pose")!, /no one frame rate/);
    await Deno.mkdir(join(root, "features"));
    await writeFilmRecord(root, "pose", RECORD);
    assert.match(told({ pose: { ...TIMES, stride: 8 } })!, /says \{"fps":25,"stride":8,"window":16\}/);
    await writeFilmRecord(root, "pose", { ...RECORD, encoder: { ...RECORD.encoder, people: 2 } });
    assert.match(told({ pose: TIMES }, "pose")!, /^--encoder pose has other options/);
    const generated = { recipe: { data: { kind: "synthetic" }, features: { sources: {} } } };
    assert.throws(
      () => encodersOf("runs/a", generated as unknown as Program, undefined),
      /data of run "runs\/a" are generated/,
    );
  });
});
