import assert from "node:assert/strict";
import { fromOption } from "../../../specs/sweep/placed_text.ts";
import { overridesOf } from "../../../specs/sweep/values.ts";
import { type Factors, variantsOf } from "../../../specs/sweep/variants.ts";

const file = (name: string) => ({ file: `${name}.yaml`, name });
const line = (text: string) => overridesOf(fromOption("--set", text), []);

/** The variants of some factors, each in a line. */
function told(factors: Partial<Factors>): string[] {
  return variantsOf({ recipes: [file("r")], grid: [], patches: [], lines: [], ...factors })
    .map(({ recipe, patches, overrides, name }) =>
      `${name}: ${[recipe, ...patches, ...overrides.map(({ text }) => text)].join(" ")}`
    );
}

Deno.test("variantsOf() is one variant where nothing differs, called after its recipe", () => {
  assert.deepEqual(told({}), ["r: r.yaml"]);
  assert.deepEqual(told({ lines: [line("a=1")] }), ["r: r.yaml a=1"]);
});

Deno.test("variantsOf() is the product of values, the last line fastest", () => {
  assert.deepEqual(told({ lines: [line("a=1,2"), line("b=0"), line("c=3,4")] }), [
    "a=1, c=3: r.yaml a=1 b=0 c=3",
    "a=1, c=4: r.yaml a=1 b=0 c=4",
    "a=2, c=3: r.yaml a=2 b=0 c=3",
    "a=2, c=4: r.yaml a=2 b=0 c=4",
  ]);
});

Deno.test("variantsOf() is the product of recipes, grid, patches and values", () => {
  const grid = [
    { name: "one", patches: ["g.yaml"], lines: [line("x=1,2")] },
    { name: "as_it_is", patches: [], lines: [] },
  ];
  const factors = { recipes: [file("r"), file("s")], grid, patches: [file("p"), file("q")] };
  const variants = variantsOf({ ...factors, lines: [line("a=1,2")] });
  assert.equal(variants.length, 2 * (2 + 1) * 2 * 2);
  assert.equal(new Set(variants.map(({ name }) => name)).size, variants.length);
  assert.deepEqual(told({ ...factors, recipes: [file("r")] }), [
    "one, p, x=1: r.yaml g.yaml p.yaml x=1",
    "one, q, x=1: r.yaml g.yaml q.yaml x=1",
    "one, p, x=2: r.yaml g.yaml p.yaml x=2",
    "one, q, x=2: r.yaml g.yaml q.yaml x=2",
    "as_it_is, p: r.yaml p.yaml",
    "as_it_is, q: r.yaml q.yaml",
  ]);
});
