import assert from "node:assert/strict";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { Unfinished } from "../../../pipeline/runs/early_end.ts";
import { inFolder } from "../../temporary.ts";
import { fullFrom } from "./full_disk.ts";
import { namesIn, RESULTS, resultsIn, runIn, undisturbed } from "../training/small_run.ts";

Deno.test("a run whose disk is full at any write says so, leaves nothing behind and goes on to the same bits", async () => {
  const whole = fullFrom(Infinity);
  await inFolder((folder) => runIn(folder, whole.system));
  assert.ok(whole.operations() > 30);
  for (let at = 0; at < whole.operations(); at++) {
    await inFolder(async (folder) => {
      await assert.rejects(runIn(folder, fullFrom(at).system), (error) => {
        const reason = error instanceof Unfinished ? error.cause : error;
        assert.ok(reason instanceof RunError, `${error}`);
        assert.match(reason.message, /^Cannot write ".*": the disk is full$/);
        assert.match(reason.hint!, /^free some space/);
        if (error instanceof Unfinished) {
          const header = JSON.parse(Deno.readTextFileSync(`${folder}/checkpoint.json`));
          assert.equal(header.step, error.step);
        }
        return true;
      });
      const allowed = [...RESULTS, "checkpoint-2.safetensors"];
      assert.deepEqual(namesIn(folder).filter((name) => !allowed.includes(name)), [], `at ${at}`);
      assert.deepEqual(await runIn(folder), [], `at ${at}`);
      assert.deepEqual(resultsIn(folder), undisturbed, `at ${at}`);
    });
  }
});
