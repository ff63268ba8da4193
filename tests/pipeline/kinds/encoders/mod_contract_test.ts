/** What every encoder promises: rows as a straightforward form gives them, on every engine; frames of one form; nothing left over. */
import assert from "node:assert/strict";
import { readEncoder } from "../../../../specs/encoder/read.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import type { Encoder } from "../../../../pipeline/kinds/encoders/encoder.ts";
import { ENCODER_RUNS } from "../../../../pipeline/kinds/encoders/mod.ts";
import { engineTest } from "../../contract/engines.ts";
import { type Misuse, testFamily } from "../family.ts";
import { hasOnnxRuntime } from "../../../../pipeline/kinds/encoders/onnx_runtime.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { type EncoderCase, frameOf } from "./case.ts";
import { linearOptions, linearRow, MODELS, writeLinearGraph } from "./linear.ts";
import { poseCase } from "./pose_case.ts";

const CLIP = linearOptions("NFCHW");
const PICTURE = linearOptions("NHWC", { channels: "bgr", divisor: 127.5, mean: [1, 1, 1] });
const folder = temporaryFolder();

const CASES: Readonly<Record<string, EncoderCase & { readonly misuse: Misuse }>> = {
  pose: {
    ...poseCase,
    misuse: {
      recipe: "version: 1\nsource: pose\nencoder: { kind: pose, confidence: 2 }\n",
      told: "encoder.confidence must be <= 1: current value is 2",
    },
  },
  tfjs: {
    chosen: { ...PICTURE, file: writeLinearGraph(folder, "picture") },
    folder,
    expected: () => Promise.resolve([linearRow(PICTURE, 0), linearRow(PICTURE, 100)]),
    misuse: {
      recipe:
        "version: 1\nsource: rgb\nencoder: { kind: tfjs, file: a, layout: NCHW, height: 4, width: 4, frames: 1, divisor: 0 }\n",
      told: "encoder.divisor must be > 0: current value is 0",
    },
  },
  onnx: {
    chosen: { ...CLIP, file: "linear_clip.onnx" },
    folder: MODELS,
    // Of the engines it uses none; tests of the kind itself say when they lack the runtime.
    engines: hasOnnxRuntime() ? ["cpu"] : [],
    expected: () => Promise.resolve([linearRow(CLIP, 0), linearRow(CLIP, 100)]),
    misuse: {
      recipe:
        "version: 1\nsource: rgb\nencoder: { kind: onnx, file: a, layout: NCDHW, height: 4, width: 4, frames: 1 }\n",
      told: 'Unknown value "NCDHW" at encoder.layout',
    },
  },
};

testFamily("encoders", CASES, (text) => readEncoder("small.yaml", text));

/** Rows of two snippets of drawn frames. */
async function rowsOf(encoder: Encoder): Promise<Float32Array[]> {
  const { width, height } = encoder.form;
  const rows = [];
  for (const first of [0, 100]) {
    const pixels = Array.from({ length: encoder.frames }, (_, i) => frameOf(width, height, first + i));
    rows.push(await encoder.encode({ pixels, seconds: 0.32 }));
  }
  return rows;
}

/** What a frame gives is the same to the bit whatever frames are looked at with it. */
async function requireApart({ form: { width, height }, looks }: Encoder): Promise<void> {
  if (!looks) return;
  const frames = [0, 7, 100].map((number) => frameOf(width, height, number));
  const together = await looks.look(frames);
  for (const [i, frame] of frames.entries()) assert.deepEqual(await looks.look([frame]), [together[i]]);
}

for (const [kind, { chosen, folder, expected, engines }] of Object.entries(CASES)) {
  engineTest(`Encoder ${kind} gives the rows of its straightforward form`, async () => {
    const encoder = await createKind(ENCODER_RUNS, { kind, ...chosen })(folder, () => Promise.resolve());
    assert.match(encoder.hash, /^[0-9a-f]{64}$/);
    const rows = await rowsOf(encoder);
    await requireApart(encoder);
    await encoder.close();
    const wanted = await expected(encoder);
    assert.ok(wanted.length > 0);
    rows.slice(0, wanted.length).forEach((row, i) => {
      assert.equal(row.length, wanted[i]!.length);
      const wrong = row.findIndex((value, j) =>
        Math.abs(value - wanted[i]![j]!) > 1e-4 * Math.max(1, Math.abs(wanted[i]![j]!))
      );
      assert.equal(wrong, -1, `snippet ${i}, value ${wrong}: ${row[wrong]} instead of ${wanted[i]![wrong]}`);
    });
    assert.notDeepEqual(rows[0], rows[1]);
  }, engines);
}
