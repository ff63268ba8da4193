import assert from "node:assert/strict";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import { assertClose } from "../../contract/check.ts";
import { FIELDS } from "../fields.ts";

/** Options as a recipe states them, values at steps of a training of 8 steps, and whether they depend on the 8. */
interface ScheduleCase {
  readonly options: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<number, number>>;
  readonly spans: boolean;
}

const CASES: Readonly<Record<string, readonly ScheduleCase[]>> = {
  constant: [
    { options: { value: -2 }, values: { 1: -2, 8: -2 }, spans: false },
    { options: { value: 4, warm_up: 4 }, values: { 1: 1, 2: 2, 3: 3, 4: 4, 5: 4 }, spans: false },
  ],
  step: [
    { options: { values: [3], at: [] }, values: { 1: 3, 8: 3 }, spans: false },
    {
      options: { values: [0, 1, 0.5], at: [2, 5] },
      values: { 1: 0, 2: 0, 3: 1, 5: 1, 6: 0.5, 8: 0.5 },
      spans: false,
    },
  ],
  linear: [
    { options: { from: 0, to: 4 }, values: { 1: 0, 2: 0.5, 5: 2, 8: 3.5, 9: 4 }, spans: true },
    { options: { from: 2, to: 1, steps: 2 }, values: { 1: 2, 2: 1.5, 3: 1, 8: 1 }, spans: false },
    { options: { from: 8, to: 0, warm_up: 2 }, values: { 1: 4, 2: 7, 5: 4 }, spans: true },
  ],
  cosine: [
    { options: { from: 2 }, values: { 1: 2, 3: 1 + Math.SQRT1_2, 5: 1, 9: 0 }, spans: true },
    { options: { from: 3, to: 1, steps: 4 }, values: { 1: 3, 3: 2, 5: 1, 8: 1 }, spans: false },
  ],
};

Deno.test("every schedule has a case", () => {
  assert.deepEqual(Object.keys(CASES).sort(), [...VOCABULARY.schedules.keys()].sort());
});

for (const [kind, cases] of Object.entries(CASES)) {
  for (const { options, values, spans } of cases) {
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
