import assert from "node:assert/strict";
import { dependsOnParameters } from "../../../../pipeline/graph/passes/trained.ts";
import { compileTiny, SIZES } from "../../contract/recipe.ts";

/** The signals of these that a trainable tensor reaches with a gradient. */
function trained(signals: Record<string, unknown>): string[] {
  const { nodes, signals: all } = compileTiny({ signals });
  const depends = dependsOnParameters(nodes);
  assert.equal(depends.length, nodes.length);
  return all.filter(({ name, node }) => name in signals && depends[node]).map(({ name }) => name);
}

Deno.test("dependsOnParameters() is true of what has weights and of what reads it, in any place", () => {
  const conv = { kind: "conv1d", filters: SIZES.D, kernel: 1 };
  assert.deepEqual(
    trained({
      direct: { ...conv, in: "features" },
      read: "abs(direct)",
      last: "features.a * direct",
      first: "direct * features.a",
      of_base: "exp(map)",
      plain: "abs(features.a) * positions",
      constant: "positions ^ 2 + 3",
    }),
    ["direct", "read", "last", "first", "of_base"],
  );
});

Deno.test("dependsOnParameters() ends where no gradient passes, and begins again behind weights", () => {
  assert.deepEqual(
    trained({
      stopped: "stop_gradient(map)",
      behind: "abs(stopped)",
      above: "map > 0",
      both: "stopped * map",
      again: { kind: "conv1d", in: "stopped", filters: SIZES.D, kernel: 1 },
      after: "exp(again)",
    }),
    ["both", "again", "after"],
  );
});
