import assert from "node:assert/strict";
import fc from "fast-check";
import { compareGroups } from "../../../pipeline/comparison/comparison.ts";
import type { ScoredRun } from "../../../pipeline/comparison/finished_runs.ts";
import type { RunGroup } from "../../../pipeline/comparison/groups.ts";
import { metricNamed } from "../../../pipeline/runs/metric.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";

const protocol = findProtocol("thumos14_seconds");
const METRIC = metricNamed("average", protocol);

/** A group with the results of some seeds, and evaluations on the way. */
function group(
  name: string,
  values: Readonly<Record<number, number>>,
  ways: readonly number[] = [],
): RunGroup {
  const scoresOf = (average: number) => ({
    average,
    averages: { "0.1:0.7": average },
    map: {},
    classification_map: NaN,
    accuracy: NaN,
  });
  const runs = Object.entries(values).map(([seed, value]): ScoredRun => ({
    folder: `${name}-s${seed}`,
    recipe: name,
    seed: Number(seed),
    identity: name,
    data: "",
    scores: scoresOf(value),
    keeps: "last",
    by: "0.1:0.7",
    evaluations: ways.map((average, i) => ({ step: i + 1, ...scoresOf(average) })),
    protocol,
  }));
  return { name, runs, recipe: undefined as unknown as RunGroup["recipe"] };
}

const OPTIONS = { margin: 1, drawn: new Map() };

Deno.test("compareGroups() pairs equal seeds alone", () => {
  const baseline = group("a", { 0: 10, 1: 20, 2: 30 });
  const variant = group("b", { 1: 22, 2: 34, 3: 99 });
  const { rows } = compareGroups([baseline, variant], baseline, METRIC, OPTIONS);
  assert.deepEqual(rows[0], {
    name: "a",
    n: 3,
    mean: 20,
    deviation: 10,
    values: [{ seed: 0, value: 10 }, { seed: 1, value: 20 }, { seed: 2, value: 30 }],
    difference: undefined,
  });
  const { seeds, n, mean } = rows[1]!.difference!;
  assert.deepEqual([seeds, n, mean], [[1, 2], 2, 3]);
});

Deno.test("compareGroups() corrects for as many variants as were tested", () => {
  const baseline = group("a", { 0: 10, 1: 20, 2: 30 });
  const groups = [baseline, group("b", { 0: 11, 1: 22, 2: 31.5 }), group("c", { 0: 12, 1: 20, 2: 31 })];
  const alone = compareGroups(groups.slice(0, 2), baseline, METRIC, OPTIONS).rows[1]!.difference!;
  const together = compareGroups([...groups, group("d", { 0: 5 })], baseline, METRIC, OPTIONS).rows;
  assert.equal(alone.pAdjusted, alone.p);
  assert.equal(together[1]!.difference!.pAdjusted, 2 * alone.p!);
  assert.equal(together[3]!.difference!.pAdjusted, undefined);
  assert.match(together[3]!.difference!.verdict.text, /one seed in common/);
});

Deno.test("compareGroups() shows the last evaluation and the best, where runs were evaluated on the way", () => {
  const baseline = group("a", { 0: 40, 1: 40 }, [30, 50, 40]);
  const [row] = compareGroups([baseline], baseline, METRIC, OPTIONS).rows;
  assert.deepEqual([row!.last!.mean, row!.best!.mean], [40, 50]);
  const [other] = compareGroups([group("b", { 0: 40 }, [40])], baseline, METRIC, OPTIONS).rows;
  assert.equal(other!.last, undefined);
});

Deno.test("A group compared with itself differs by nothing", () => {
  const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 6 });
  fc.assert(fc.property(values, (values) => {
    const [baseline, variant] = ["a", "b"].map((name) => group(name, { ...values }));
    const { mean, interval, verdict } = compareGroups([baseline!, variant!], baseline!, METRIC, OPTIONS)
      .rows[1]!.difference!;
    assert.deepEqual([mean, interval, verdict.kind], [0, [0, 0], "equal"]);
  }));
});

Deno.test("compareGroups() takes draws of seeds and videos where all pairs have them", () => {
  const [baseline, variant] = [group("a", { 0: 10, 1: 20 }), group("b", { 0: 11, 1: 21 })];
  const count = protocol.thresholds.length;
  const drawn = new Map(
    [baseline, variant].flatMap(({ runs }, i) =>
      runs.map((run) => [run, new Float64Array(count).fill(i / 10)])
    ),
  );
  const of = (drawn: Map<ScoredRun, Float64Array>) =>
    compareGroups([baseline, variant], baseline, METRIC, { margin: 1, drawn }).rows[1]!.difference!.drawn;
  assert.deepEqual(of(drawn)!.map((x) => Math.round(x * 1e9) / 1e9), [10, 10]);
  drawn.delete(variant.runs[0]!);
  assert.equal(of(drawn), undefined);
});
