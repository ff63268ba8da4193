import assert from "node:assert/strict";
import { completionsAt } from "../../../specs/editor/completions.ts";
import { outlookOf, RECIPE } from "./recipes.ts";

const outlook = outlookOf();

/** What may be typed at `|` of a text that stands after `anchor`. */
function offered(anchor: string, typed: string) {
  const at = RECIPE.indexOf(anchor) + anchor.length;
  const text = RECIPE.slice(0, at) + typed.replace("|", "") + RECIPE.slice(at);
  const { from, to, items } = completionsAt(text, at + typed.indexOf("|"), outlook, () => [
    "base.yaml",
    "../base.yaml",
    "walt:demo",
  ]);
  return { labels: items.map(({ label }) => label), items, replaced: text.slice(from, to) };
}

for (
  const [anchor, typed, some, none] of [
    // Keys
    ["", "tr|\n", ["define", "inference"], ["training", "name"]],
    ["[share] }\n", "features:\n  sampling:\n    |\n", ["length", "train"], ["steps"]],
    ["training: { batch: 2", ", |", ["steps", "epochs"], ["batch"]],
    ["kind: branch", ", |", [], ["in", "filters"]],
    ["mining:\n", "  new: { kind: branch, | }\n", ["in"], ["kind"]],
    ["mining:\n", "  new:\n    kind: conv1d\n    |\n", ["in", "filters"], ["kind"]],
    ["losses:\n", "  new:\n    |\n", ["kind", "expression", "weight"], []],
    ["constants:\n", "  |\n", ["width"], ["r", "half"]],
    ["mined: { ", "|, ", ["mine", "attention"], ["binary"]],
    // Kinds and words
    ["mining:\n", "  new: { kind: | }\n", ["conv1d", "branch"], ["median"]],
    ["training: { batch: 2", ", optimizer: { kind: | }", ["adam"], ["nms"]],
    ["training: { batch: 2", ", optimizer: |", ["adam"], []],
    ["target: ", "|", ["inner", "background"], ["conv1d"]],
    ["[share] }\n", "engine: |\n", ["auto", "wasm"], []],
    // Names
    ["mining:\n", "  new: |\n", [
      "attention",
      "binary",
      "features",
      "labels",
      "r",
      "median",
      "double",
      "{ kind: conv1d }",
    ], ["new", "T"]],
    ["mining:\n", "  new: softmax(cas, |\n", ["T", "C"], ["cas"]],
    ["mining:\n", "  new: top(cas, T, |\n", ["r", "ratio=", "round="], ["cas", "x=", "axis="]],
    ["mining:\n", "  new: top(cas, T, ratio=r, |\n", ["k_min="], ["ratio="]],
    ["mining:\n", "  new: top(cas, T, ratio=5, round=|\n", ["down", "up"], ["cas"]],
    ["mining:\n", "  new: double(|\n", ["attention", "times="], []],
    ["mining:\n", "  new: max((cas + |\n", ["attention"], ["T"]],
    ["mining:\n", "  new: made.|\n", ["made.out"], []],
    ["region: ", "|", ["mine", "attention"], ["features", "median"]],
    ["logged: [", "|, ", ["share"], ["mine"]],
    ["weight: ", "|", ["half", "r", "classes"], ["mine"]],
    ["extends: [", "|, ", ["base.yaml", "walt:demo"], []],
    // Macros
    ["[share] }\n", "define:\n  double:\n    steps: { new: | }\n", ["x", "more", "times", "r"], [
      "attention",
      "new",
    ]],
    ["[share] }\n", "define:\n  double:\n    |\n", ["inputs", "result"], ["batch"]],
    // Nothing
    ["7 # ", "|", [], ["r"]],
    ["training: { batch: ", "|", ["r"], ["mine"]],
  ] as const
) {
  Deno.test(`completionsAt() offers what may stand at ${JSON.stringify(typed)} after ${JSON.stringify(anchor)}`, () => {
    const { labels } = offered(anchor, typed);
    assert.deepEqual(some.filter((label) => !labels.includes(label)), [], labels.join(" "));
    assert.deepEqual(none.filter((label) => labels.includes(label)), []);
    assert.deepEqual(labels.filter((label, i) => labels.indexOf(label) < i), []);
  });
}

Deno.test("completionsAt() replaces the whole word, with what follows a key", () => {
  const { items, replaced } = offered("training: { batch: 2", ", st|eps");
  assert.equal(replaced, "steps");
  assert.equal(items.find(({ label }) => label === "steps")!.insert, "steps: ");
});

Deno.test("completionsAt() replaces a whole path, and the whole name of one of walt's recipes", () => {
  for (
    const [typed, whole] of [["walt:d|", "walt:d"], ["walt:|", "walt:"], [
      "../b|as.yaml",
      "../bas.yaml",
    ]] as const
  ) {
    const { labels, replaced } = offered("extends: [", `${typed}, `);
    assert.equal(replaced, whole);
    assert.ok(labels.includes("walt:demo"));
    const text = `version: 1\nextends: ${typed}\n`;
    const offset = text.indexOf("|");
    const { from, to } = completionsAt(text.replace("|", ""), offset, outlook);
    assert.equal(text.replace("|", "").slice(from, to), whole);
  }
});

Deno.test("completionsAt() tells types, values and signatures beside the names", () => {
  const { items } = offered("mining:\n", "  new: |\n");
  const detail = (name: string) => items.find(({ label }) => label === name)?.detail;
  assert.equal(detail("attention"), "[B, T]");
  assert.equal(detail("half"), "= 3.5");
  assert.equal(detail("median"), "median(x, axis)");
  assert.equal(detail("double"), "double(x: [B, T], times=2)");
  assert.equal(
    items.find(({ label }) => label === "{ kind: conv1d }")!.insert,
    "{ kind: conv1d, in: , filters: , kernel:  }",
  );
});

Deno.test("completionsAt() writes a kind that needs options as a map in the place of one", () => {
  const { items } = offered("[share] }\n", "inference:\n  suppress: |\n");
  const inserts = new Map(items.map(({ label, insert = label }) => [label, insert]));
  assert.equal(inserts.get("nms"), "{ kind: nms }");
  assert.equal(inserts.get("none"), "none");
});

Deno.test("completionsAt() bears anchors that are unknown, name themselves or expand without end", () => {
  const bomb = [
    "a: &a [x, x]",
    ...[..."bcdefgh"].map((name, i) => `${name}: &${name} [${`*${"abcdefg"[i]}, `.repeat(9)}]`),
  ];
  for (const text of ["x: *none", "x: &x { y: *x }", bomb.join("\n")]) {
    const { items } = completionsAt(`${text}\ntraining:\n  st`, text.length + 15, outlook);
    assert.ok(items.some(({ label }) => label === "steps"));
  }
});
