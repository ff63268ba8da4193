import assert from "node:assert/strict";
import { join } from "node:path";
import { readLabelIds, unknownNames } from "../../../../pipeline/annotations/predictions/label_ids.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
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

Deno.test("readLabelIds() takes numbers after names, and JSON in either direction", async () => {
  const wanted = [[0, "jump"], [1, "walk fast"]];
  for (
    const text of [
      "jump 0\nwalk fast 1\n",
      '["jump", "walk fast"]',
      '{"jump": 0, "walk fast": 1}',
      '{"0": "jump", "1": "walk fast"}',
    ]
  ) assert.deepEqual(await read(text), wanted, text);
  // Names may end in numbers.
  assert.deepEqual(await read("gesture 1\ngesture 2\n"), [[0, "gesture 1"], [1, "gesture 2"]]);
  await assert.rejects(read("jump 0\nwalk 0\n"), { message: "The number 0 is given twice" });
});

Deno.test("readLabelIds() says what JSON it expects", async () => {
  for (const text of ["{}", '{"jump": {}}', "[1, 2]", '{"classes": ["jump"]}']) {
    await assert.rejects(read(text), /does not say which labels numbers stand for/, text);
  }
  await assert.rejects(read('["jump", '), UserError);
});

Deno.test("unknownNames() tells names in another Unicode form, which are matched", () => {
  const ids = { file: "labels.txt", names: new Map([[0, "Cafe\u0301"]]) };
  assert.deepEqual(unknownNames(ids, ["Caf\u00e9"]), [
    '1 label in another Unicode form in "labels.txt": "Caf\u00e9"',
  ]);
});
