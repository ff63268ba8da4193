import assert from "node:assert/strict";
import { join } from "node:path";
import { surveyFolder } from "../../../../pipeline/data/survey/survey.ts";
import { npyBytes } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** The classes that are found where two videos have a label each. */
async function classesOf(first: string, second: string): Promise<readonly string[]> {
  const root = temporaryFolder();
  const database = Object.fromEntries([first, second].map((label, i) => {
    return [`v${i}`, { subset: ["train", "test"][i], annotations: [{ label, segment: [1, 2] }] }];
  }));
  Deno.writeTextFileSync(join(root, "gt.json"), JSON.stringify({ database }));
  for (const i of [0, 1]) Deno.writeFileSync(join(root, `v${i}.npy`), npyBytes(5 + i, 8, Math.sin));
  return (await surveyFolder(root)).classes;
}

Deno.test("surveyFolder() takes the Unicode forms of a label for one class", async () => {
  const [composed, decomposed] = ["caf\u00e9", "cafe\u0301"];
  assert.deepEqual(await classesOf(composed, decomposed), [composed]);
  assert.deepEqual(await classesOf(decomposed, decomposed), [decomposed], "as the file has it");
  assert.deepEqual(await classesOf(decomposed, "A"), ["A", decomposed]);
});
