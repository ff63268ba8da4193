/** What every batch maker promises: videos as its straightforward form gives them, by the seed and the step alone. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type {
  BatchMaker,
  BatchRequest,
  BatchVideos,
} from "../../../../pipeline/kinds/batches/batch_maker.ts";
import { BATCH_RUNS } from "../../../../pipeline/kinds/batches/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { BATCHES } from "../../../../specs/kinds/batches/mod.ts";
import { type Misuse, testFamily } from "../family.ts";
import { request } from "./request.ts";

/** A batch maker in its straightforward form. */
interface Case<Options> {
  readonly misuse: Misuse;
  readonly options: fc.Arbitrary<Options>;
  /** Whether there are batches at all; always where it is not said. */
  readonly fits?: (request: Pick<BatchRequest, "labels" | "batch">, options: Options) => boolean;
  readonly make: (request: BatchRequest, options: Options) => BatchVideos;
}

/** The one of a list that a draw falls on when the list divides [0, 1). */
function chosen<T>(list: readonly T[], draw: number): T {
  return list.find((_, i) => draw * list.length < i + 1)!;
}

const shuffle: Case<{ last: "keep" | "drop" }> = {
  misuse: {
    recipe: "training: { batches: { kind: shuffle, last: dropped } }",
    told: 'Unknown value "dropped" at training.batches.last',
  },
  options: fc.record({ last: fc.constantFrom("keep", "drop") }),
  fits: ({ labels, batch }, { last }) => last === "keep" || labels.length >= batch,
  make({ labels, batch, step, uniforms }, { last }) {
    const whole = (labels.length - labels.length % batch) / batch;
    const steps = last === "drop" || labels.length % batch === 0 ? whole : whole + 1;
    const [epoch, place] = [Math.floor((step - 1) / steps), (step - 1) % steps];
    // Fisher and Yates: the last of those that are left changes places with a random one.
    const left = [...labels.keys()];
    const order: number[] = [];
    for (const draw of [...uniforms(labels.length - 1, epoch), 0]) {
      const at = left.indexOf(chosen(left, draw));
      const last = left.at(-1)!;
      order.unshift(left[at]!);
      left[at] = last;
      left.pop();
    }
    return { videos: order.filter((_, i) => Math.floor(i / batch) === place) };
  },
};

const pairs: Case<{ count: number; same_video: boolean }> = {
  misuse: {
    recipe: "training: { batch: 5, batches: { kind: pairs, count: 3 } }",
    told: "training.batches makes 3 pairs, which are 6 videos: training.batch is 5",
  },
  options: fc.record({ count: fc.integer({ min: 1, max: 2 }), same_video: fc.boolean() }),
  make({ labels, batch, step, uniforms }, { count, same_video }) {
    const of = (label: number) => [...labels.keys()].filter((video) => labels[video]!.includes(label));
    const known = [...new Set(labels.flat())].sort((a, b) => a - b);
    const classes = known.map(of).filter(({ length }) => length > (same_video ? 0 : 1));
    const draws = [...uniforms(3 * count + batch - 2 * count, step)];
    const two = Array.from({ length: count }, (_, pair) => {
      const [which, one, other] = draws.slice(3 * pair, 3 * pair + 3);
      const own = chosen(classes, which!);
      const first = chosen(own, one!);
      return [first, chosen(same_video ? own : own.filter((video) => video !== first), other!)];
    });
    const rest = draws.slice(3 * count).map((draw) => chosen([...labels.keys()], draw));
    return {
      videos: [...two.flat(), ...rest],
      pairs: two.map((_, pair) => [2 * pair, 2 * pair + 1] as const),
    };
  },
};

// deno-lint-ignore no-explicit-any
const CASES: Readonly<Record<string, Case<any>>> = { shuffle, pairs };

const some = fc.record({
  labels: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), {
    minLength: 2,
    maxLength: 12,
  }).map((labels) => [[1], [1, 3], ...labels].map((own) => own.toSorted())),
  batch: fc.integer({ min: 4, max: 9 }),
  step: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer({ min: 0, max: 1000 }),
});

testFamily("batches", CASES);

for (const [kind, { options, fits, make }] of Object.entries(CASES)) {
  const runOf = (chosen: unknown): BatchMaker => createKind(BATCH_RUNS, { kind, ...chosen as object });

  Deno.test(`Batch maker ${kind} gives what its straightforward form gives`, () => {
    fc.assert(fc.property(some, options, (asked, chosen) => {
      fc.pre(fits?.(asked, chosen) ?? true);
      const made = runOf(chosen)(request(asked));
      assert.deepEqual(made, make(request(asked), chosen));
      assert.deepEqual(runOf(chosen)(request(asked)), made, "by seed and step alone");
      const most = BATCHES.get(kind)!.pairs?.({ kind, ...chosen as object });
      assert.equal(made.pairs?.length, most);
    }));
  });

  Deno.test(`Batch maker ${kind} changes with the seed and the step`, () => {
    const labels = Array.from({ length: 50 }, () => [0]);
    const at = (seed: number, step: number) => {
      const [chosen] = fc.sample(options, { numRuns: 1, seed: 1 });
      return runOf(chosen)(request({ labels, batch: 10, seed, step })).videos.join();
    };
    assert.equal(new Set([at(1, 1), at(1, 2), at(1, 6), at(2, 1)]).size, 4);
  });
}

Deno.test("Batch maker pairs makes pairs of one class, of two videos unless one may be there twice", () => {
  const labels = [[0], [1, 2], [1], [3], [], [2, 4], [1]];
  const seen = new Map([true, false].map((same_video) => [same_video, new Set<string>()]));
  for (const [same_video, found] of seen) {
    const make = createKind(BATCH_RUNS, { kind: "pairs", count: 2, same_video });
    for (let step = 1; step <= 400; step++) {
      const { videos, pairs } = make(request({ labels, batch: 5, seed: 1, step }));
      for (const [a, b] of pairs!) found.add([videos[a], videos[b]].sort().join());
    }
  }
  assert.deepEqual([...seen.get(false)!].sort(), ["1,2", "1,5", "1,6", "2,6"]);
  assert.deepEqual(
    [...seen.get(true)!].sort(),
    ["0,0", "1,1", "1,2", "1,5", "1,6", "2,2", "2,6", "3,3", "5,5", "6,6"],
  );
});

Deno.test("Batch maker pairs says where it cannot make any", () => {
  const made = (same_video: boolean, labels: number[][]) => () =>
    createKind(BATCH_RUNS, { kind: "pairs", count: 1, same_video })(
      request({ labels, batch: 2, seed: 0, step: 1 }),
    );
  const told = (message: string) => (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.diagnostics[0]!.message, `Cannot make pairs of training videos: ${message}`);
    assert.equal(error.diagnostics[0]!.hint, "training.batches: shuffle makes batches without pairs");
    return true;
  };
  assert.throws(made(false, [[0], [1], [1, 2].slice(1)]), told("no class has two"));
  assert.throws(made(true, [[], []]), told("no class has one"));
});
