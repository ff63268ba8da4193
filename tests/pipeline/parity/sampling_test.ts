import assert from "node:assert/strict";
import { join } from "node:path";
import { startComparison } from "../../../pipeline/parity/comparison.ts";
import { compareSampling } from "../../../pipeline/parity/sampling.ts";
import { ROOT } from "../../shared.ts";

const NAMES = ["train_u0", "train_u1", "train_u", "test"];

/** Compares a fixture whose list of a name has one number changed; the quantities that differ. */
function differing(spoilt?: string): string[] {
  const file = JSON.parse(Deno.readTextFileSync(join(ROOT, "tests/fixtures/cola/sampling.s0.json")));
  if (spoilt) file.cases.at(-1)[spoilt][0] += 1;
  const comparison = startComparison();
  compareSampling(file, comparison);
  const quantities = comparison.quantities();
  assert.deepEqual(quantities.map(({ name }) => name), NAMES);
  return quantities.filter(({ passed }) => !passed).map(({ name }) => name);
}

Deno.test("compareSampling() compares the ends of the ranges, given draws and test positions", () => {
  assert.deepEqual(differing(), []);
  for (const name of NAMES) assert.deepEqual(differing(name), [name]);
});
