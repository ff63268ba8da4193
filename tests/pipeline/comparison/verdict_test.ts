import assert from "node:assert/strict";
import { pairedDifference } from "../../../pipeline/comparison/paired.ts";
import { type Evidence, holdsZero, verdictOn } from "../../../pipeline/comparison/verdict.ts";

/** The verdict on differences, alone against the baseline unless `more` says otherwise. */
function on(differences: readonly number[], more: Partial<Evidence> = {}) {
  const { margin = 1, tests = 1 } = more;
  const found = pairedDifference(differences, margin);
  const { p, pEquivalent } = found;
  const adjusted = p === undefined ? undefined : { p: Math.min(1, p * tests), pEquivalent: pEquivalent! };
  return verdictOn({ ...found, adjusted, margin, tests, ...more });
}

Deno.test("verdictOn() says which way a difference is", () => {
  assert.deepEqual(on([-8, -8.2, -7.9]), { kind: "different", text: "different: 8.03 lower" });
  assert.equal(on([8, 8.2, 7.9]).text, "different: 8.03 higher");
});

Deno.test("verdictOn() says that a difference is small, or may be of these videos alone", () => {
  assert.equal(on([0.4, 0.41, 0.42]).text, "different: 0.41 higher, but by less than 1");
  assert.equal(
    on([8, 8.2, 7.9], { drawn: [-1, 17] }).text,
    "different: 8.03 higher, on these videos: on others perhaps not",
  );
  assert.equal(on([8, 8.2, 7.9], { drawn: [1, 17] }).text, "different: 8.03 higher");
});

Deno.test("verdictOn() says equivalent where differences of the margin are ruled out", () => {
  assert.deepEqual(on([0.1, -0.1, 0.05, 0]), { kind: "equivalent", text: "equivalent within 1" });
  assert.equal(on([0.1, -0.1, 0.05, 0], { margin: 0.05 }).kind, "undecided");
});

Deno.test("verdictOn() says how many more seeds would tell, one at least", () => {
  // 11 seeds for differences that spread by 1: see seedsNeeded().
  assert.deepEqual(on([1.4, -0.6, 0.4]), {
    kind: "undecided",
    text: "undecided: about 8 more seeds would tell",
    moreSeeds: 8,
  });
  assert.equal(on([2, 1.7, 1.2], { tests: 6 }).kind, "undecided");
  assert.match(on([2, 1.7, 1.2], { tests: 6 }).text, /about \d+ more seeds? would tell/);
  assert.equal(
    on([300, -299, 4]).text,
    "undecided: more than 1,000 seeds would be needed to tell",
  );
});

Deno.test("verdictOn() of equal pairs, of one pair and of none", () => {
  assert.deepEqual(on([0, 0, 0]), { kind: "equal", text: "equal on every seed" });
  assert.deepEqual(on([3]), { kind: "undecided", text: "undecided: one seed in common shows no spread" });
  assert.deepEqual(on([]), { kind: "undecided", text: "undecided: no seed in common" });
});

Deno.test("holdsZero() counts the ends", () => {
  assert.deepEqual(([[-1, 1], [0, 1], [-1, 0], [1, 2]] as const).map(holdsZero), [true, true, true, false]);
});
