import assert from "node:assert/strict";
import type { Diagnostic } from "../../../specs/diagnostics/diagnostics.ts";
import { overridesPath, readOverride } from "../../../specs/load/override.ts";
import { plain, subtree } from "../../../specs/load/tree.ts";
import { treeOf } from "./trees.ts";

const RECIPE = treeOf(
  "embedding: { x: { kind: conv1d, kernel: 3 } }\nconstants: { r: 5 }\n" +
    "inference: { streams: { rgb: { proposals: { one: { min_length: 2 } } }, flow: {} } }",
);

function read(text: string): unknown {
  const diagnostics: Diagnostic[] = [];
  const tree = readOverride(text, RECIPE, diagnostics);
  assert.deepEqual(diagnostics, []);
  return plain(tree!);
}

Deno.test("readOverride() reads the value as YAML", () => {
  assert.deepEqual(read("training.steps=100"), { training: { steps: 100 } });
  assert.deepEqual(read("training.optimizer.rate=1e-4"), { training: { optimizer: { rate: 1e-4 } } });
  assert.deepEqual(read("data.classes=[a, b]"), { data: { classes: ["a", "b"] } });
  assert.deepEqual(read("embedding.x={ kind: conv1d }"), { embedding: { x: { kind: "conv1d" } } });
  assert.deepEqual(read("embedding.x=top(x, T, ratio=5)"), { embedding: { x: "top(x, T, ratio=5)" } });
  assert.deepEqual(read("data.root=C:/data = old"), { data: { root: "C:/data = old" } });
  assert.deepEqual(read('name="5"'), { name: "5" });
});

Deno.test("readOverride() removes by null or by nothing", () => {
  assert.deepEqual(read("embedding.x=null"), { embedding: { x: null } });
  assert.deepEqual(read("embedding.x="), { embedding: { x: null } });
});

Deno.test("readOverride() knows the characters of key and value", () => {
  const tree = readOverride("constants.r = 1 + q", RECIPE, []);
  assert.equal(tree, undefined, "blanks belong to the name");
  const value = subtree(readOverride("constants.r=1 + q", RECIPE, [])!, ["constants", "r"])!;
  assert.deepEqual([value.place.file, value.place.column, value.place.length], ["--set", 13, 5]);
});

Deno.test("readOverride() adds no names where a recipe invents them", () => {
  for (const text of ["embedding.y=exp(x)", "constants.s=3", "mining.a=x", "losses.b.weight=2"]) {
    const diagnostics: Diagnostic[] = [];
    assert.equal(readOverride(text, RECIPE, diagnostics), undefined);
    assert.match(diagnostics[0]!.message, /^Unknown name /, text);
  }
  const refused = (text: string) => {
    const diagnostics: Diagnostic[] = [];
    assert.equal(readOverride(text, RECIPE, diagnostics), undefined);
    return diagnostics.map(({ message, place, hint }) => [message, place?.column, hint]);
  };
  assert.deepEqual(refused("inference.streams.rgd.suppress=none"), [
    ['Unknown name "rgd" at inference.streams.rgd', 19, 'did you mean "rgb"?'],
  ]);
  assert.deepEqual(refused("inference.streams.rgb.proposals.two.min_length=3"), [
    ['Unknown name "two" at inference.streams.rgb.proposals.two', 33, "one of: one"],
  ]);
  assert.deepEqual(read("inference.streams.rgb.proposals.one.min_length=3"), {
    inference: { streams: { rgb: { proposals: { one: { min_length: 3 } } } } },
  });
});

Deno.test("overridesPath() finds what an override states or removes, above and below", () => {
  const touching = [
    ...[
      "training.seed=3",
      "training.seed=",
      "training.seed.x=3",
      "training={seed: 3}",
      "training={ steps: 1, seed: 3 }",
    ],
    ...[
      "training=null",
      "training=",
      "training=5",
      "training=[seed]",
      "training={seed: null}",
      "training={seed: {a: 1}}",
    ],
  ];
  const others = [
    ...["training.steps=3", "training={steps: 3}", "training={}", "training={optimizer: {seed: 3}}"],
    ...["data.seed=3", "trainings.seed=3", "training.seeds=3", "name=training.seed=3", "seed=3", "", "=3"],
  ];
  for (const text of touching) assert.ok(overridesPath(text, ["training", "seed"]), text);
  for (const text of others) assert.ok(!overridesPath(text, ["training", "seed"]), text);
});
