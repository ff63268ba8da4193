import assert from "node:assert/strict";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { passAt, progressAt, stepsOf } from "../../../pipeline/training/steps.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import type { BatchMaker } from "../../../pipeline/kinds/batches/batch_maker.ts";
import { compileFile } from "../contract/recipe.ts";

const program = (...set: string[]) => compileFile("recipes/demo.yaml", set);

Deno.test("stepsOf() is what the recipe states, or as many batches as its epochs have", () => {
  assert.equal(stepsOf({ program: program("training.steps=7") }, 5), 7);
  const epochs = program("training.epochs=3", "training.batch=4");
  for (const [videos, steps] of [[1, 3], [4, 3], [5, 6], [8, 6], [9, 9]] as const) {
    assert.equal(stepsOf({ program: epochs }, videos), steps, `${videos} videos`);
  }
});

Deno.test("stepsOf() counts steps of several passes, and passAt() where each of these stands", () => {
  const accumulated = program(
    "training.epochs=3",
    "training.batch=2",
    "training.accumulate={passes: 4, reduce: sum}",
  );
  for (const [videos, steps] of [[1, 1], [8, 3], [9, 4], [16, 6]] as const) {
    assert.equal(stepsOf({ program: accumulated }, videos), steps, `${videos} videos`);
  }
  const place = (pass: number, of = accumulated) => Object.values(passAt(of, pass));
  assert.deepEqual([1, 2, 4, 5, 8].map((pass) => place(pass)), [
    [1, true, false],
    [1, false, false],
    [1, false, true],
    [2, true, false],
    [2, false, true],
  ]);
  assert.deepEqual(place(7, program()), [7, true, true]);
});

Deno.test("progressAt() goes from 0 at the first step towards 1", () => {
  assert.deepEqual([1, 2, 3, 4].map((step) => progressAt(step, 4)), [0, 0.25, 0.5, 0.75]);
});

Deno.test("stepsOf() asks a batch maker that says how many steps an epoch has", () => {
  const saying = (epoch: (videos: number, batch: number) => number) => {
    const maker: BatchMaker = Object.assign(() => ({ videos: [0] }), { epoch });
    const batches = new Map([["shuffle", { kind: "shuffle", create: () => maker }]]);
    return { program: program("training.epochs=3", "training.batch=4"), kinds: { ...KINDS, batches } };
  };
  assert.equal(stepsOf(saying((videos, batch) => Math.floor(videos / batch)), 11), 6);
  for (const wrong of [0, 1.5, NaN, -2]) {
    assert.throws(() => stepsOf(saying(() => wrong), 11), (error) => {
      assert.ok(error instanceof RunError);
      assert.equal(
        error.message,
        `"shuffle" of training.batches gives an epoch of ${wrong} steps, not 1 or more`,
      );
      assert.equal(error.hint, "mend it, or state training.steps");
      return true;
    });
  }
});
