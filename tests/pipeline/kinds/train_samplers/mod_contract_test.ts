/** What every training sampler promises: rows as its straightforward form gives them, in order, padding only where it says so. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { TRAIN_SAMPLER_RUNS } from "../../../../pipeline/kinds/train_samplers/mod.ts";
import { PADDING } from "../../../../pipeline/kinds/train_samplers/train_sampler.ts";
import { TRAIN_SAMPLERS } from "../../../../specs/kinds/train_samplers/mod.ts";
import { type Misuse, testFamily } from "../family.ts";

/** A training sampler in its straightforward form. */
interface Case<Options> {
  readonly misuse: Misuse;
  readonly options: fc.Arbitrary<Options>;
  readonly sample: (length: number, count: number, draws: readonly number[], options: Options) => number[];
}

const HIGHEST = 1 - 2 ** -53;

/** The whole numbers from `low` to `high`, both included. */
function range(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

/** The one of a list that a draw falls on when the list divides [0, 1). */
function chosen(list: readonly number[], draw: number): number {
  return list.find((_, i) => draw * list.length < i + 1)!;
}

/** The rows that part i of T may show: those from its start to that of the next, which is included. */
function part(i: number, length: number, count: number): number[] {
  return range(0, length - 1).filter((row) =>
    (row + 1) * count > i * length && (row * count <= (i + 1) * length)
  );
}

const everyRow = (length: number) => range(0, length - 1);

const random_perturb: Case<unknown> = {
  misuse: {
    recipe: "features: { sampling: { train: { kind: random_perturb, jitter: 1 } } }",
    told: 'Unknown key "jitter" at features.sampling.train.jitter',
  },
  options: fc.constant({}),
  sample: (length, count, draws) =>
    length === count
      ? everyRow(length)
      : range(0, count - 1).map((i) => chosen(part(i, length, count), draws[i]!)),
};

const uniform: Case<unknown> = {
  misuse: {
    recipe: "features: { sampling: { train: unifrm } }",
    told: 'Unknown kind "unifrm" at features.sampling.train',
  },
  options: fc.constant({}),
  sample: (length, count) => range(0, count - 1).map((i) => part(i, length, count)[0]!),
};

const random_sorted: Case<unknown> = {
  misuse: {
    recipe: "features: { sampling: { train: { random_sorted: {} } } }",
    told: 'Missing "kind" at features.sampling.train',
  },
  options: fc.constant({}),
  sample(length, count, draws) {
    if (length === count) return everyRow(length);
    if (length < count) {
      return draws.slice(0, count).map((u) => chosen(everyRow(length), u)).sort((a, b) => a - b);
    }
    const rows = range(0, count - 2).map((i) => chosen(part(i, length, count), draws[i]!));
    return [...rows, chosen(range(rows.at(-1) ?? 0, length - 1), draws[count - 1]!)];
  },
};

const crop_pad: Case<{ last_snippet: "used" | "unused" }> = {
  misuse: {
    recipe: "features: { sampling: { train: { kind: crop_pad, last_snippet: sometimes } } }",
    told: 'Unknown value "sometimes" at features.sampling.train.last_snippet',
  },
  options: fc.record({ last_snippet: fc.constantFrom("used", "unused") }),
  sample(length, count, [draw], { last_snippet }) {
    const starts = everyRow(length).filter((start) => start + count <= length);
    if (last_snippet === "unused" && starts.length > 1) starts.pop();
    const start = starts.length > 0 ? chosen(starts, draw!) : 0;
    return range(start, start + count - 1).map((row) => row < length ? row : PADDING);
  },
};

const all: Case<unknown> = {
  misuse: {
    recipe: "features: { sampling: { train: { kind: all, most: 100 } } }",
    told: 'Unknown key "most" at features.sampling.train.most',
  },
  options: fc.constant({}),
  sample: (length) => everyRow(length),
};

// deno-lint-ignore no-explicit-any
const CASES: Readonly<Record<string, Case<any>>> = { random_perturb, uniform, random_sorted, crop_pad, all };

testFamily("train_samplers", CASES);

const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 200 }));
const draw = fc.oneof(fc.constantFrom(0, 0.5, HIGHEST), fc.double({ min: 0, max: HIGHEST, noNaN: true }));
const draws = fc.array(draw, { minLength: 200, maxLength: 200 });

for (const [kind, { options, sample }] of Object.entries(CASES)) {
  Deno.test(`Training sampler ${kind} gives what its straightforward form gives, in order and in range`, () => {
    fc.assert(fc.property(size, size, draws, options, (length, count, draws, chosen) => {
      const run = createKind(TRAIN_SAMPLER_RUNS, { kind, ...chosen as object });
      const rows = [...run(length, count, (i) => draws[i]!)];
      assert.deepEqual(rows, sample(length, count, draws, chosen));
      const { whole = false, pads } = TRAIN_SAMPLERS.get(kind)!;
      assert.equal(run.whole ?? false, whole);
      assert.equal(rows.length, whole ? length : count);
      const real = pads ? rows.slice(0, length) : rows;
      assert.ok(real.every((row, i) => row >= (real[i - 1] ?? 0) && row < length));
      assert.ok(rows.slice(real.length).every((row) => row === PADDING));
    }));
  });
}

Deno.test("Training sampler random_sorted gives these rows", () => {
  const run = createKind(TRAIN_SAMPLER_RUNS, { kind: "random_sorted" });
  const rows = (
    length: number,
    count: number,
    ...draws: number[]
  ) => [...run(length, count, (i) => draws[i]!)];
  assert.deepEqual(rows(4, 5, 0.9, 0.1, 0.5, 0.1, 0.7), [0, 0, 2, 2, 3]);
  assert.deepEqual(rows(10, 3, 0.99, 0.99, 0), [3, 6, 6]);
  assert.deepEqual(rows(10, 3, 0, 0, 0.99), [0, 3, 9]);
  assert.deepEqual(rows(3, 3, 0.9, 0.9, 0.9), [0, 1, 2]);
});

Deno.test("Training sampler crop_pad gives these rows", () => {
  const rows = (last_snippet: string, length: number, count: number, u: number) => [
    ...createKind(TRAIN_SAMPLER_RUNS, { kind: "crop_pad", last_snippet })(length, count, () => u),
  ];
  assert.deepEqual(rows("used", 3, 5, 0.9), [0, 1, 2, -1, -1]);
  assert.deepEqual(rows("used", 6, 4, HIGHEST), [2, 3, 4, 5]);
  assert.deepEqual(rows("unused", 6, 4, HIGHEST), [1, 2, 3, 4]);
  assert.deepEqual(["used", "unused"].map((word) => rows(word, 4, 4, HIGHEST)), [[0, 1, 2, 3], [0, 1, 2, 3]]);
});
