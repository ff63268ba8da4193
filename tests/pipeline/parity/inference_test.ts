import assert from "node:assert/strict";
import { join } from "node:path";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { type Quantity, startComparison } from "../../../pipeline/parity/comparison.ts";
import { compareInference } from "../../../pipeline/parity/inference.ts";
import { findMapping } from "../../../pipeline/parity/mapping.ts";
import { ROOT } from "../../shared.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";

const MAPPING = findMapping("cola-oracle/1", join(ROOT, "tests", "parity"));

/** The case of a fixture that starts at features. */
interface NetworkCase {
  readonly network: object;
  readonly cas: { readonly data: number[] };
  readonly actionness: { readonly data: number[] };
  readonly scores: { readonly data: number[] };
}

function networkCase(): NetworkCase {
  const file = JSON.parse(Deno.readTextFileSync(join(ROOT, "tests/fixtures/cola/inference.s0.json")));
  const found = file.cases.find((each: object) => "network" in each);
  assert.ok(found);
  return found;
}

function compare(engine: Engine, each: NetworkCase): Map<string, Quantity> {
  const comparison = startComparison();
  compareInference({ cases: [each] }, MAPPING, engine, comparison);
  return new Map(comparison.quantities().map((quantity) => [quantity.name, quantity]));
}

engineTest(
  "compareInference() passes where a network gives the stated maps, and leaves no tensor",
  (engine) => {
    for (const quantity of compare(engine, networkCase()).values()) assert.ok(quantity.passed, quantity.name);
  },
);

cpuTest("compareInference() allows maps 1e-5, and of those above 1 as much of their magnitude", (engine) => {
  const each = networkCase();
  const quantities = compare(engine, each);
  const largest = (values: number[]) => Math.max(...Float32Array.from(values).map(Math.abs));
  const allowed = (name: string) => quantities.get(`network.${name}`)!.tolerance;
  assert.ok(largest(each.scores.data) < 1 && largest(each.cas.data) > 2);
  assert.equal(allowed("scores"), 1e-5);
  assert.equal(allowed("cas"), 1e-5 * largest(each.cas.data));
  assert.equal(allowed("actionness"), 1e-5 * largest(each.actionness.data));
});

cpuTest("compareInference() fails where a stated map is off by more, and only there", (engine) => {
  const off = (error: number) => {
    const each = networkCase();
    each.scores.data[0]! += error;
    return compare(engine, each).get("network.scores")!.passed;
  };
  assert.deepEqual([off(0.5e-5), off(2e-5)], [true, false]);
});
