import assert from "node:assert/strict";
import { join } from "node:path";
import { readLabelIds, unknownNames } from "../../../../pipeline/annotations/predictions/labels.ts";
import { temporaryFolder } from "../../../temporary.ts";

async function read(text: string): Promise<[number, string][]> {
  const path = join(temporaryFolder(), "labels.txt");
  await Deno.writeTextFile(path, text);
  return [...(await readLabelIds(path)).names];
}

Deno.test("readLabelIds() counts lines from 0, or takes the numbers that they begin with", async () => {
  assert.deepEqual(await read("jump\nwalk fast\n"), [[0, "jump"], [1, "walk fast"]]);
  assert.deepEqual(await read("7 BaseballPitch\r\n9   Basketball Dunk\n"), [[7, "BaseballPitch"], [
    9,
    "Basketball Dunk",
  ]]);
});

Deno.test("readLabelIds() refuses lines that contradict each other", async () => {
  await assert.rejects(read("7 jump\nwalk\n"), { message: '"walk" has no number, other lines have' });
  await assert.rejects(read("7 jump\n7 walk\n"), { message: "The number 7 is given twice" });
});

Deno.test("unknownNames() tells names that the ground truth lacks, such as a heading", () => {
  const ids = { file: "labels.txt", names: new Map([[0, "label"], [1, "dive"]]) };
  assert.deepEqual(unknownNames(ids, ["dive", "jump"]), [
    '1 of 2 names in "labels.txt" not in the ground truth: 0 is "label"',
  ]);
  assert.deepEqual(unknownNames(ids, ["dive", "label"]), []);
});
