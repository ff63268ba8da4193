import fc from "fast-check";
import assert from "node:assert/strict";
import { joinGathers } from "../../../../pipeline/graph/passes/joint_gathers.ts";
import { trainingProgram } from "../../../../pipeline/graph/passes/mod.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { cpuTest, engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { checkSameTraining } from "./same_training.ts";
import { frozen } from "./random_recipe.ts";

const count = ({ nodes }: Program, op: string) => nodes.filter((node) => node.op === op).length;

/** Signals that pick rows of each other, of the features or of a trained signal. */
const CHAINS = fc.array(
  fc.record({
    from: fc.constantFrom("mapped", "bent", "features.a"),
    by: fc.constantFrom("mapped", "bent", "last"),
    count: fc.integer({ min: 1, max: 4 }),
    /** All snippets in another order, instead of some of them. */
    sorts: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

cpuTest("joinGathers() trains the same, and takes rows of a trained signal once per level", (engine) => {
  fc.assert(
    fc.property(CHAINS, (chain) => {
      const signals: Record<string, unknown> = {
        mapped: { kind: "conv1d", in: "features.a", filters: 3, kernel: 1 },
        bent: "tanh(mapped)",
      };
      const axis = (i: number) => chain[i]!.sorts ? "T" : "K";
      chain.forEach(({ from, by, count, sorts }, i) => {
        // What is taken last decides what is taken next.
        const scores = by === "last" && i > 0
          ? `sum(${from}, D) * mean(mean(p${i - 1}, ${axis(i - 1)}), D)`
          : `sum(${by === "last" ? "mapped" : by}, D)`;
        signals[`i${i}`] = sorts ? `order(${scores}, T)` : `top_indices(${scores}, T, count=${count})`;
        signals[`p${i}`] = `gather(${from}, i${i})`;
      });
      const losses = Object.fromEntries(
        chain.map((
          _,
          i,
        ) => [`l${i}`, {
          expression: `mean(mean(mean(p${i} * p${i}, ${axis(i)}), D) * mean(mean(mapped, T), D), B)`,
        }]),
      );
      const program = frozen(trainingProgram(compileTiny({ signals, losses })));
      const joined = joinGathers(program);
      checkSameTraining(program, joined, engine);
      joined.nodes.forEach(({ id, inputs }, i) => {
        assert.equal(id, i);
        assert.ok(inputs.every((input) => input < i));
      });
      assert.ok(count(joined, "gather") <= count(program, "gather"));
      assert.deepEqual(joinGathers(frozen(joined)), joined);
    }),
    { numRuns: 60 },
  );
});

engineTest("joinGathers() takes the four lists of a whole recipe at once, with the same losses", (engine) => {
  const program = trainingProgram(frozen(compileCola()));
  const joined = joinGathers(program);
  assert.deepEqual([count(program, "gather"), count(joined, "gather"), count(joined, "part")], [4, 1, 4]);
  checkSameTraining(program, joined, engine);
});

Deno.test("joinGathers() leaves rows of features alone, which need no gradient", () => {
  const program = compileTiny({
    signals: {
      one: "gather(features.a, top_indices(sum(features.a, D), T, count=2))",
      two: "gather(features.a, top_indices(sum(features.b, D), T, count=2))",
    },
  });
  assert.equal(joinGathers(program), program);
});
