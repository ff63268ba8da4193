import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { uniform } from "../../../../pipeline/kinds/test_samplers/uniform.ts";
import { random_perturb } from "../../../../pipeline/kinds/train_samplers/random_perturb.ts";
import { ROOT } from "../../../shared.ts";

interface Case {
  readonly length: number;
  readonly segments: number;
  readonly u: number[];
  readonly train_u: number[];
  readonly train_u0: number[];
  readonly train_u1: number[];
  readonly test: number[];
}

const FOLDER = join(ROOT, "tests/fixtures/cola");
const FILES = readdirSync(FOLDER).filter((name) => /^sampling\.s\d+\.json$/.test(name));
const HIGHEST = 1 - 2 ** -53;

Deno.test("Samplers random_perturb and uniform give the positions of every fixture", () => {
  assert(FILES.length > 0);
  const sample = random_perturb.create({ kind: "random_perturb" });
  const thin = uniform.create({ kind: "uniform" });
  for (const name of FILES) {
    const { cases } = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as { cases: Case[] };
    assert(cases.length > 0);
    for (const { length, segments, u, train_u, train_u0, train_u1, test } of cases) {
      const what = `${name}: L ${length}, T ${segments}`;
      assert.deepEqual([...sample(length, segments, (i) => u[i]!)], train_u, what);
      assert.deepEqual([...sample(length, segments, () => 0)], train_u0, what);
      assert.deepEqual([...sample(length, segments, () => HIGHEST)], train_u1, what);
      assert.deepEqual([...thin(length, segments)], test, what);
    }
  }
});
