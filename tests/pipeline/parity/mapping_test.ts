import assert from "node:assert/strict";
import { join } from "node:path";
import { chosen, findMapping, resolveVariant } from "../../../pipeline/parity/mapping.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const FOLDER = join(ROOT, "tests", "parity");
const MAPPING = findMapping("cola-oracle/1", FOLDER);

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UserError);
    const [{ message, hint } = assert.fail()] = error.diagnostics;
    return `${message} (${hint})`;
  }
  return assert.fail("nothing was refused");
};

Deno.test("findMapping() reads the YAML files of a folder and nothing else in it", () => {
  const folder = temporaryFolder();
  const text = Deno.readTextFileSync(join(FOLDER, "cola.yaml"));
  Deno.writeTextFileSync(join(folder, "README.md"), "format: [not a mapping");
  Deno.writeTextFileSync(join(folder, "a.yaml"), text.replace("format: cola-oracle/1", "format: other/1"));
  Deno.writeTextFileSync(join(folder, "b.yaml"), text);
  assert.equal(findMapping("cola-oracle/1", folder).file, join(folder, "b.yaml"));
  assert.equal(findMapping("other/1", folder).file, join(folder, "a.yaml"));
  assert.match(
    refusal(() => findMapping("third/1", folder)),
    /^Unknown fixture format "third\/1" \(known: (cola-oracle\/1, other\/1|other\/1, cola-oracle\/1)\)$/,
  );
});

Deno.test("resolveVariant() chooses the recipe by the configuration, with weights or without", () => {
  const resolve = (config: Record<string, unknown>, weights: boolean) => {
    const { recipe, overrides } = resolveVariant(MAPPING, config, { weights });
    return [recipe.slice(ROOT.length + 1), ...overrides];
  };
  assert.deepEqual(resolve({ head: "single", head_kernel: 3 }, true), [
    "recipes/cola_thumos.yaml",
    "actionness.cas.kernel=3",
  ]);
  assert.deepEqual(resolve({ head: "double", head_kernel: 3, drop_select: 0.25 }, true), [
    "recipes/cola_anet12.yaml",
    "constants.keep=0.75",
    "constants.head_kernel=3",
  ]);
  assert.deepEqual(resolve({ classes: 4, segments: 9, snico: "ha" }, false), [
    "recipes/cola_thumos.yaml",
    "data.classes={ file: classes.txt, count: 4 }",
    "features.sampling.length=9",
    "losses.refine_background.weight=0",
  ]);
  assert.equal(refusal(() => resolve({}, true)), "Missing config.head (known: single, double)");
  const unknown = 'Unknown value "triple" of config.head (known: single, double)';
  for (const weights of [true, false]) {
    assert.equal(refusal(() => resolve({ head: "triple" }, weights)), unknown);
  }
});

Deno.test("chosen() knows the options' own names alone", () => {
  assert.equal(chosen({ a: 1 }, "k", { k: "a" }), 1);
  assert.equal(
    refusal(() => chosen({ a: 1 }, "k", { k: "toString" })),
    'Unknown value "toString" of config.k (known: a)',
  );
});
