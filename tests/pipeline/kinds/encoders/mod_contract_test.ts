/** What every encoder promises: rows as a straightforward form gives them, on every engine; frames of one form; nothing left over. */
import assert from "node:assert/strict";
import { readEncoder } from "../../../../specs/encoder/read.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import type { Encoder } from "../../../../pipeline/kinds/encoders/encoder.ts";
import { ENCODER_RUNS } from "../../../../pipeline/kinds/encoders/mod.ts";
import { engineTest } from "../../contract/engines.ts";
import { type Misuse, testFamily } from "../family.ts";
import { type EncoderCase, frameOf } from "./case.ts";
import { poseCase } from "./pose_case.ts";

const CASES: Readonly<Record<string, EncoderCase & { readonly misuse: Misuse }>> = {
  pose: {
    ...poseCase,
    misuse: {
      recipe: "version: 1\nsource: pose\nencoder: { kind: pose, confidence: 2 }\n",
      told: "encoder.confidence must be <= 1: current value is 2",
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

for (const [kind, { chosen, folder, expected, engines }] of Object.entries(CASES)) {
  engineTest(`Encoder ${kind} gives the rows of its straightforward form`, async () => {
    const encoder = await createKind(ENCODER_RUNS, { kind, ...chosen })(folder);
    assert.match(encoder.hash, /^[0-9a-f]{64}$/);
    const rows = await rowsOf(encoder);
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
