/** What every test sampler promises: rows as its straightforward form gives them, in order and in range. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { TEST_SAMPLER_RUNS } from "../../../../pipeline/kinds/test_samplers/mod.ts";
import { type Misuse, testFamily } from "../family.ts";

/** A test sampler in its straightforward form. */
interface Case {
  readonly misuse: Misuse;
  readonly sample: (length: number, count: number) => number[];
}

function everyRow(length: number): number[] {
  return [...Array(length).keys()];
}

/** The last row that begins no later than place i of `count` equal parts. */
function spread(length: number, count: number): number[] {
  return everyRow(count).map((i) => everyRow(length).filter((row) => row * count <= i * length).at(-1)!);
}

const CASES: Readonly<Record<string, Case>> = {
  uniform: {
    misuse: {
      recipe: "features: { sampling: { test: 5 } }",
      told: "features.sampling.test must be a kind: found 5",
    },
    sample: (length, count) => length <= count ? everyRow(length) : spread(length, count),
  },
  stretch: {
    misuse: {
      recipe: "features: { sampling: { test: strech } }",
      told: 'Unknown kind "strech" at features.sampling.test',
    },
    sample: spread,
  },
  all: {
    misuse: {
      recipe: "features: { sampling: { test: { kind: all, stride: 2 } } }",
      told: 'Unknown key "stride" at features.sampling.test.stride',
    },
    sample: (length) => everyRow(length),
  },
};

testFamily("test_samplers", CASES);

const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 200 }));

for (const [kind, { sample }] of Object.entries(CASES)) {
  Deno.test(`Test sampler ${kind} gives what its straightforward form gives, in order and in range`, () => {
    const run = createKind(TEST_SAMPLER_RUNS, { kind });
    fc.assert(fc.property(size, size, (length, count) => {
      const rows = [...run(length, count)];
      assert.deepEqual(rows, sample(length, count));
      assert.ok(rows.length > 0 && rows.every((row, i) => row >= (rows[i - 1] ?? 0) && row < length));
    }));
  });
}

Deno.test("Test samplers give these rows of short and long videos", () => {
  const rows = (kind: string, length: number, count: number) => [
    ...createKind(TEST_SAMPLER_RUNS, { kind })(length, count),
  ];
  assert.deepEqual(["uniform", "all", "stretch"].map((kind) => rows(kind, 3, 5)), [
    [0, 1, 2],
    [0, 1, 2],
    [0, 0, 1, 1, 2],
  ]);
  assert.deepEqual(["uniform", "all", "stretch"].map((kind) => rows(kind, 5, 2)), [
    [0, 2],
    [0, 1, 2, 3, 4],
    [0, 2],
  ]);
});
