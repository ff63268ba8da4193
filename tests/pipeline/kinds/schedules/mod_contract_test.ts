/** What every schedule promises: the values of its formula, step by step. */
import assert from "node:assert/strict";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import { compileSmall } from "../../../specs/compile/small.ts";
import { assertClose } from "../../contract/check.ts";
import { type Misuse, testFamily } from "../family.ts";
import { FIELDS } from "../fields.ts";

/** A schedule: a mistake, and what it gives. */
interface Case {
  readonly misuse: Misuse;
  readonly values: readonly Values[];
}

/** Options as a recipe states them, values at steps of a training of 8 steps, and whether they depend on the 8. */
interface Values {
  readonly options: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<number, number>>;
  readonly spans: boolean;
}

const CASES: Readonly<Record<string, Case>> = {
  constant: {
    misuse: {
      recipe: "training: { optimizer: { rate: { kind: constant, value: 0.1, warm_up: -1 } } }",
      told: "training.optimizer.rate.warm_up must be >= 0: current value is -1",
    },
    values: [
      { options: { value: -2 }, values: { 1: -2, 8: -2 }, spans: false },
      { options: { value: 4, warm_up: 4 }, values: { 1: 1, 2: 2, 3: 3, 4: 4, 5: 4 }, spans: false },
    ],
  },
  step: {
    misuse: {
      recipe: "training: { optimizer: { rate: { kind: step, values: [0.1, 0.01], at: [5, 8] } } }",
      told: "training.optimizer.rate.values needs one value more than there are entries in at",
    },
    values: [
      { options: { values: [3], at: [] }, values: { 1: 3, 8: 3 }, spans: false },
      {
        options: { values: [0, 1, 0.5], at: [2, 5] },
        values: { 1: 0, 2: 0, 3: 1, 5: 1, 6: 0.5, 8: 0.5 },
        spans: false,
      },
      { options: { values: [3], at: [], unit: "parts" }, values: { 1: 3, 8: 3 }, spans: false },
      {
        options: { values: [0, 1, 0.5, 9], at: [0.25, 0.3, 1], unit: "parts" },
        values: { 1: 0, 2: 0, 3: 1, 4: 0.5, 8: 0.5 },
        spans: true,
      },
    ],
  },
  linear: {
    misuse: {
      recipe: "training: { optimizer: { rate: { kind: linear, from: 0.1 } } }",
      told: 'Missing "to" at training.optimizer.rate',
    },
    values: [
      { options: { from: 0, to: 4 }, values: { 1: 0, 2: 0.5, 5: 2, 8: 3.5, 9: 4 }, spans: true },
      { options: { from: 2, to: 1, steps: 2 }, values: { 1: 2, 2: 1.5, 3: 1, 8: 1 }, spans: false },
      { options: { from: 8, to: 0, warm_up: 2 }, values: { 1: 4, 2: 7, 5: 4 }, spans: true },
    ],
  },
  cosine: {
    misuse: {
      recipe: "training: { optimizer: { rate: { kind: cosine, from: 0.1, steps: 0 } } }",
      told: "training.optimizer.rate.steps must be >= 1: current value is 0",
    },
    values: [
      { options: { from: 2 }, values: { 1: 2, 3: 1 + Math.SQRT1_2, 5: 1, 9: 0 }, spans: true },
      { options: { from: 3, to: 1, steps: 4 }, values: { 1: 3, 3: 2, 5: 1, 8: 1 }, spans: false },
    ],
  },
};

testFamily("schedules", CASES);

for (const [kind, each] of Object.entries(CASES)) {
  for (const { options, values, spans } of each.values) {
    Deno.test(`schedule ${kind} ${JSON.stringify(options)} has the values of its formula`, () => {
      const checked = VOCABULARY.schedules.get(kind)!.options(FIELDS).parse(options);
      const { at, spansTraining } = createKind(KINDS.schedules, { kind, ...checked });
      const steps = Object.keys(values).map(Number);
      assertClose(steps.map((step) => at(step, 8)), Object.values(values), 1e-12, "values");
      assert.equal(spansTraining, spans);
      const longer = steps.some((step) => at(step, 16) !== at(step, 8));
      assert.equal(longer, spans, "another length of the training gives other values");
    });
  }
}

for (
  const [options, told] of [
    [
      "values: [0.1, 0.01], at: [0.5]",
      "must be whole numbers of steps, from 1 on; parts of the training are unit: parts",
    ],
    [
      "values: [0.1, 0.01], at: [101], unit: parts",
      "must be parts of the training, 0 to 1; steps are unit: steps",
    ],
    ["values: [0.1, 0.01, 0], at: [0.5, 0.5], unit: parts", "must increase"],
  ]
) {
  Deno.test(`schedule step refuses ${options}`, () => {
    assert.throws(
      () => compileSmall(`training: { optimizer: { rate: { kind: step, ${options} } } }`),
      (error) =>
        error instanceof UserError && error.diagnostics[0]!.message === `training.optimizer.rate.at ${told}`,
    );
  });
}
