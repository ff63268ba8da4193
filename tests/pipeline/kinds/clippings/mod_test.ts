import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import { assertClose } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { FIELDS } from "../fields.ts";

/** Options as a recipe states them, and what they make of gradients, in double precision. */
interface ClippingCase {
  readonly options: Readonly<Record<string, unknown>>;
  clip(gradients: readonly (readonly number[])[]): readonly (readonly number[])[];
}

function norm(max: number): ClippingCase {
  return {
    options: { max },
    clip(gradients) {
      const scale = Math.min(1, max / (Math.hypot(...gradients.flat()) + 1e-6));
      return gradients.map((each) => each.map((value) => value * scale));
    },
  };
}

function value(max: number): ClippingCase {
  return {
    options: { max },
    clip: (gradients) => gradients.map((each) => each.map((value) => Math.max(-max, Math.min(max, value)))),
  };
}

const CASES: Readonly<Record<string, readonly ClippingCase[]>> = {
  norm: [norm(1), norm(100), norm(5)],
  value: [value(0.5), value(100)],
  none: [{ options: {}, clip: (gradients) => gradients }],
};

/** Gradients of length 5, and of length 0. */
const GRADIENTS = [[[3, 0, 0], [-4]], [[0, 0], [0]]];

Deno.test("every clipping has a case", () => {
  assert.deepEqual(Object.keys(CASES).sort(), [...VOCABULARY.clippings.keys()].sort());
});

engineTest("every clipping computes its formula", () => {
  for (const [kind, cases] of Object.entries(CASES)) {
    for (const { options, clip } of cases) {
      const checked = VOCABULARY.clippings.get(kind)!.options(FIELDS).parse(options);
      const run = createKind(KINDS.clippings, { kind, ...checked });
      for (const gradients of GRADIENTS) {
        tf.tidy(() => {
          const clipped = run(gradients.map((each) => tf.tensor1d(each)));
          assert.equal(clipped.length, gradients.length);
          clip(gradients).forEach((expected, i) => {
            assertClose([...clipped[i]!.dataSync()], expected, 2e-6, `${kind} ${JSON.stringify(options)}`);
          });
        });
      }
    }
  }
});
