import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import type { Diagnostic } from "../../../specs/diagnostics/diagnostics.ts";
import { merge } from "../../../specs/load/merge.ts";
import { entryAt, plain } from "../../../specs/load/tree.ts";
import { treeOf } from "./trees.ts";

type Value = number | string | readonly number[] | { readonly [key: string]: Value };

const key = fc.constantFrom("a", "b", "c");
const { map } = fc.letrec<{ map: { readonly [key: string]: Value }; value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.nat(9),
    fc.constant("x"),
    fc.array(fc.nat(9), { maxLength: 2 }),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));

function merged(...values: readonly unknown[]): unknown {
  const [first, ...rest] = values.map((value, i) => treeOf(stringify(value), `${i}.yaml`));
  return plain(rest.reduce((base, patch) => merge(base, patch, []), first!));
}

Deno.test("merge() with nothing changes nothing, and a map over itself is itself", () => {
  fc.assert(fc.property(map, (a) => {
    assert.deepEqual(merged(a, {}), a);
    assert.deepEqual(merged({}, a), a);
    assert.deepEqual(merged(a, a), a);
  }));
});

Deno.test("merge() keeps what the patch says and what it does not mention", () => {
  const covers = (whole: Value, part: Value): boolean =>
    typeof part === "object" && !Array.isArray(part)
      ? Object.entries(part).every(([name, value]) => covers((whole as Record<string, Value>)[name]!, value))
      : (assert.deepEqual(whole, part), true);
  fc.assert(fc.property(map, map, (a, b) => {
    const both = merged(a, b) as Record<string, Value>;
    assert.ok(covers(both, b));
    for (const [name, value] of Object.entries(a)) if (!(name in b)) assert.deepEqual(both[name], value);
    assert.deepEqual(new Set(Object.keys(both)), new Set([...Object.keys(a), ...Object.keys(b)]));
  }));
});

Deno.test("merge() of maps of maps does not depend on grouping", () => {
  const nested = fc.dictionary(key, fc.dictionary(key, fc.nat(9), { noNullPrototype: true }), {
    noNullPrototype: true,
  });
  fc.assert(fc.property(nested, nested, nested, (a, b, c) => {
    assert.deepEqual(merged(merged(a, b), c), merged(a, merged(b, c)));
  }));
});

Deno.test("merge() replaces lists, and blocks of another kind as a whole", () => {
  assert.deepEqual(merged({ a: [1, 2] }, { a: [3] }), { a: [3] });
  assert.deepEqual(merged({ a: { kind: "x", p: 1 } }, { a: { kind: "y", q: 2 } }), {
    a: { kind: "y", q: 2 },
  });
  assert.deepEqual(merged({ a: { kind: "x", p: 1 } }, { a: { kind: "x", q: 2 } }), {
    a: { kind: "x", p: 1, q: 2 },
  });
  assert.deepEqual(merged({ a: { kind: "x", p: 1 } }, { a: { p: 2 } }), { a: { kind: "x", p: 2 } });
  assert.deepEqual(merged({ a: "exp(x)" }, { a: { kind: "x" } }), { a: { kind: "x" } });
  assert.deepEqual(merged({ a: { kind: "x" } }, { a: "exp(x)" }), { a: "exp(x)" });
});

Deno.test("merge() removes by null, and says where there is nothing to remove", () => {
  assert.deepEqual(merged({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: null }, d: null }), { a: { c: 2 } });
  const diagnostics: Diagnostic[] = [];
  merge(treeOf("a: { b: 1 }"), treeOf("a: { c: null }\nd: null"), diagnostics);
  assert.deepEqual(diagnostics.map(({ message }) => message), [
    'Cannot remove "a.c": there is nothing of that name',
    'Cannot remove "d": there is nothing of that name',
  ]);
});

Deno.test("merge() remembers where a key was first and last written, and the order of first mention", () => {
  const tree = merge(
    treeOf("a: 1\nb: 2", "base.yaml"),
    treeOf("# patch\nb: 3\nc: 4\na: 5", "patch.yaml"),
    [],
  );
  assert.deepEqual(plain(tree), { a: 5, b: 3, c: 4 });
  assert.deepEqual(Object.keys(plain(tree) as object), ["a", "b", "c"]);
  const { key, introduced } = entryAt(tree, ["b"])!;
  assert.deepEqual([key.file, key.line, introduced.file, introduced.line], ["patch.yaml", 2, "base.yaml", 2]);
});

Deno.test("merge() takes steps instead of epochs and epochs instead of steps, where a patch states one of them", () => {
  const steps = { training: { steps: 3, batch: 2 } };
  const epochs = { training: { epochs: 5 } };
  assert.deepEqual(merged(steps, epochs), { training: { batch: 2, epochs: 5 } });
  assert.deepEqual(merged(steps, epochs, { training: { steps: 4 } }), { training: { batch: 2, steps: 4 } });
  assert.deepEqual(merged(steps, { training: { steps: null, epochs: 5 } }), {
    training: { batch: 2, epochs: 5 },
  });
  assert.deepEqual(merged(steps, { training: { epochs: 5, steps: null } }), {
    training: { batch: 2, epochs: 5 },
  });
  const both = { training: { steps: 3, batch: 2, epochs: 5 } };
  assert.deepEqual(merged(steps, both), both, "which is told");
  assert.deepEqual(merged({ losses: steps.training }, { losses: epochs.training }), {
    losses: both.training,
  });
});

Deno.test("merge() takes a group of proposals without a kind for an absolute one", () => {
  const group = (entries: object) => ({ inference: { proposals: { g: entries } } });
  const base = group({ group_on: "cas", thresholds: [0.5] });
  assert.deepEqual(
    merged(base, group({ kind: "absolute", strict: true })),
    group({ group_on: "cas", thresholds: [0.5], kind: "absolute", strict: true }),
  );
  assert.deepEqual(merged(base, group({ kind: "relative" })), group({ kind: "relative" }));
  const within = (entries: object) => ({ inference: { streams: { rgb: group(entries).inference } } });
  assert.deepEqual(
    merged(within({ group_on: "cas" }), within({ kind: "absolute" })),
    within({ group_on: "cas", kind: "absolute" }),
  );
  assert.deepEqual(
    merged(within({ group_on: "cas" }), within({ kind: "relative" })),
    within({ kind: "relative" }),
  );
});
