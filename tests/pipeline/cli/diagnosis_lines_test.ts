import assert from "node:assert/strict";
import { join } from "node:path";
import { diagnoseFiles } from "../../../pipeline/cli/diagnose.ts";
import { diagnosisLines } from "../../../pipeline/cli/diagnosis_lines.ts";
import { ROOT, sharedTest } from "../../shared.ts";

sharedTest("docs/diagnose.md shows lines that diagnosisLines() gives", async (shared) => {
  const folder = join(shared, "data", "predictions", "stpn_thumos14");
  const { diagnosis } = await diagnoseFiles(join(folder, "results.json"), {
    groundTruth: join(folder, "gt.json"),
  });
  const lines = new Set(diagnosisLines(diagnosis));
  const page = Deno.readTextFileSync(join(ROOT, "docs", "diagnose.md"));
  const shown = [...page.matchAll(/^```text\n([^]*?)^```/gm)].flatMap(([, block]) =>
    block!.trimEnd().split("\n")
  );
  assert.equal(shown.length, 20);
  assert.deepEqual(shown.filter((line) => !lines.has(line)), []);
});
