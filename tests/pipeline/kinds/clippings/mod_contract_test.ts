/** What every clipping promises: what its formula makes of gradients, on every engine. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import { assertClose } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { type Misuse, testFamily } from "../family.ts";
import { FIELDS } from "../fields.ts";

/** A clipping: a mistake, and what it makes of gradients. */
interface Case {
  readonly misuse: Misuse;
  readonly formulas: readonly Formula[];
}

/** Options as a recipe states them, and what they make of gradients, in double precision. */
interface Formula {
  readonly options: Readonly<Record<string, unknown>>;
  clip(gradients: readonly (readonly number[])[]): readonly (readonly number[])[];
}

function norm(max: number): Formula {
  return {
    options: { max },
    clip(gradients) {
      const scale = Math.min(1, max / (Math.hypot(...gradients.flat()) + 1e-6));
      return gradients.map((each) => each.map((value) => value * scale));
    },
  };
}

function value(max: number): Formula {
  return {
    options: { max },
    clip: (gradients) => gradients.map((each) => each.map((value) => Math.max(-max, Math.min(max, value)))),
  };
}

const CASES: Readonly<Record<string, Case>> = {
  norm: {
    misuse: {
      recipe: "training: { clip: { kind: norm, max: 0 } }",
      told: "training.clip.max must be > 0: current value is 0",
    },
    formulas: [norm(1), norm(100), norm(5)],
  },
  value: {
    misuse: { recipe: "training: { clip: value }", told: 'Missing "max" at training.clip' },
    formulas: [value(0.5), value(100)],
  },
  none: {
    misuse: {
      recipe: "training: { clip: { kind: none, max: 1 } }",
      told: 'Unknown key "max" at training.clip.max',
    },
    formulas: [{ options: {}, clip: (gradients) => gradients }],
  },
};

/** Gradients of length 5, and of length 0. */
const GRADIENTS = [[[3, 0, 0], [-4]], [[0, 0], [0]]];

testFamily("clippings", CASES);

engineTest("every clipping computes its formula", () => {
  for (const [kind, { formulas }] of Object.entries(CASES)) {
    for (const { options, clip } of formulas) {
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

engineTest("norm adds 1e-6 to short gradients, and makes NaN of those too long for float32", () => {
  const run = (max: number) => createKind(KINDS.clippings, { kind: "norm", max });
  const clipped = (max: number, gradient: readonly number[]) =>
    tf.tidy(() => [...run(max)([tf.tensor1d([...gradient])])[0]!.dataSync()]);
  const [short] = clipped(3e-6, [5e-6]);
  assert.ok(Math.abs(short! / 2.5e-6 - 1) < 1e-3, String(short));
  assert.deepEqual(clipped(1, [3e30, 4e30]), [NaN, NaN]);
});
