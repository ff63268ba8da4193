import assert from "node:assert/strict";
import { join } from "node:path";
import { idleLosses } from "../../../specs/explain/idle_losses.ts";
import { loadRecipe } from "../../../pipeline/api.ts";
import { ROOT } from "../../shared.ts";

const RECIPE = join(ROOT, "recipes", "cola_thumos.yaml");
const told = (...set: string[]) => idleLosses(loadRecipe(RECIPE, { set })).map(({ message }) => message);

Deno.test("idleLosses() names a loss that depends on what is trained through a constant alone", () => {
  assert.deepEqual(told(), []);
  const [warning, ...others] = told("data.classes=[jump]");
  assert.deepEqual(others, []);
  assert.match(
    warning!,
    /^Loss "action" trains nothing: "video" \(.*\.yaml:\d+\) is softmax over C, which has one entry, and so/,
  );
  assert.deepEqual(told("data.classes=[jump]", "losses.action.weight=0"), []);
  assert.deepEqual(told("data.classes=[jump]", "actionness.video=sigmoid(mean(cas, T))"), []);
});
