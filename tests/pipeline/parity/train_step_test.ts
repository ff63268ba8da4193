import assert from "node:assert/strict";
import { join } from "node:path";
import { startComparison } from "../../../pipeline/parity/comparison.ts";
import { compileVariant } from "../../../pipeline/parity/compiled.ts";
import { configAt, type FixtureObject } from "../../../pipeline/parity/fixture.ts";
import { findMapping } from "../../../pipeline/parity/mapping.ts";
import { readSteps } from "../../../pipeline/parity/reference.ts";
import { compareTrainSteps } from "../../../pipeline/parity/train_step.ts";
import { ROOT } from "../../shared.ts";
import { engineTest } from "../contract/engines.ts";

const MAPPING = findMapping("cola-oracle/1", join(ROOT, "tests", "parity"));

/** The first step of a fixture. */
function firstStep() {
  const file = JSON.parse(Deno.readTextFileSync(join(ROOT, "tests/fixtures/cola/train_step.s0.json")));
  file.steps.length = 1;
  return file;
}

const compiled = (file: FixtureObject) => compileVariant(MAPPING, configAt(file), { weights: true });

engineTest(
  "compareTrainSteps() compares losses, lists, gradients and parameters, and leaves no tensor",
  (engine) => {
    const comparison = startComparison();
    const file = firstStep();
    compareTrainSteps(file, readSteps(file, MAPPING), compiled(file), engine, comparison);
    const quantities = comparison.quantities();
    assert.deepEqual(quantities.filter(({ passed }) => !passed), []);
    const names = quantities.map(({ name }) => name);
    for (const name of ["loss.total", "index.EA", "region.inner", "median", "cas", "grads.head.weight"]) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(names.includes("params_after.1.embed.weight"));
  },
);

engineTest(
  "compareTrainSteps() allows losses a hundred-thousandth and parameters a hundredth of the rate",
  (engine) => {
    const file = firstStep();
    const comparison = startComparison();
    compareTrainSteps(file, readSteps(file, MAPPING), compiled(file), engine, comparison);
    const allowed = (of: string) => comparison.quantities().find(({ name }) => name === of)!.tolerance;
    assert.equal(allowed("loss.total"), 1e-5 * Math.abs(file.steps[0].loss.total));
    const rounding = file.rounding.params_after["1"]["head.weight"];
    assert.equal(allowed("params_after.1.head.weight"), Math.max(8 * rounding, 0.01 * file.config.lr));
  },
);
