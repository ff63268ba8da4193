import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/locate.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { task } from "./process.ts";

const FIXTURES = join(ROOT, "tests", "fixtures", "cola");

const missing: Record<string, boolean> = {
  tensorflow: locateTensorflow() === undefined,
  webgpu: await findAdapter() === undefined,
};

for (const engine of ["tensorflow", "webgpu", "wasm", "cpu"] as const) {
  Deno.test({
    name: `parity holds for every fixture on ${engine}`,
    ignore: missing[engine] ?? false,
    async fn() {
      const { code, stdout, stderr } = await task(["parity", FIXTURES], { WALT_ENGINE: engine });
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /^156 quantities within tolerance, 0 not, in 12 files$/m);
    },
  });
}

Deno.test("parity fails where one number differs, and says which", async () => {
  const file = JSON.parse(Deno.readTextFileSync(join(FIXTURES, "train_step.s0.json")));
  file.grads["head.weight"].data[0] += 1e-3;
  file.steps[1].index[0].HB.reverse();
  const path = join(Deno.makeTempDirSync(), "changed.json");
  Deno.writeTextFileSync(path, JSON.stringify(file));
  const { code, stdout } = await task(["parity", path], { WALT_ENGINE: "cpu" });
  assert.equal(code, 1);
  assert.deepEqual(stdout.match(/FAILED \S+/g), ["FAILED index.HB", "FAILED grads.head.weight"]);
});
