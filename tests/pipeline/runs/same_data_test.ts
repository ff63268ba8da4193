import assert from "node:assert/strict";
import { requireSameData } from "../../../pipeline/runs/same_data.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";

Deno.test("requireSameData() takes the same data, warns of other test data and refuses other training data", () => {
  const trained = { data: "all", training_data: "train" };
  assert.equal(requireSameData(trained, { hash: "all", trainingHash: "train" }), undefined);
  assert.equal(requireSameData(trained, { hash: "all" }), undefined);
  assert.match(
    requireSameData(trained, { hash: "other", trainingHash: "train" })!,
    /^The test data changed since the run began/,
  );
  for (const now of [{ hash: "other", trainingHash: "moved" }, { hash: "other" }]) {
    assert.throws(() => requireSameData(trained, now), (error) => {
      assert.ok(error instanceof UserError);
      const [{ message, hint } = assert.fail()] = error.diagnostics;
      const found = now.trainingHash ?? now.hash;
      assert.ok(message.endsWith(`their hash was train, now it is ${found}`), message);
      assert.equal(hint, "restore the data, or start a new run");
      return true;
    });
  }
});
