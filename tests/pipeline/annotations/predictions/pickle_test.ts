import assert from "node:assert/strict";
import { join } from "node:path";
import { readPredictions } from "../../../../pipeline/annotations/predictions.ts";
import { refusePickle } from "../../../../pipeline/annotations/predictions/pickle.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../../temporary.ts";

async function python(...lines: string[]): Promise<void> {
  const { code, stderr } = await new Deno.Command("python3", { args: ["-c", lines.join("\n")] }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

/** The advice of the refusal of a file. */
async function advice(path: string): Promise<string[]> {
  const error = await refusePickle(path).then(() => undefined, (error) => error);
  assert.ok(error instanceof UserError);
  assert.equal(error.message, `"${path}" is a pickle, which only Python reads`);
  return error.diagnostics[0]!.hint!.split("\n");
}

Deno.test("the two lines of Python that a pickle is refused with convert it", async () => {
  const folder = temporaryFolder();
  for (
    const [name, content] of [
      ["map.pkl", "{'results': {'a': [{'label': 'dive', 'score': 0.5, 'segment': [1.0, 2.0]}]}}"],
      [
        "co'l \"é.pickle",
        "{'video-id': ['a'], 't-start': [1.0], 't-end': [2.0], 'label': ['dive'], 'score': [0.5]}",
      ],
    ] as const
  ) {
    const path = join(folder, name);
    await python("import pickle", `pickle.dump(${content}, open(${JSON.stringify(path)}, "wb"))`);
    const [what, ...lines] = await advice(path);
    const json = `${path.replace(/\.\w+$/, "")}.json`;
    assert.equal(what, `write it as JSON with two lines of Python, then name "${json}":`);
    assert.equal(lines.length, 2);
    await python(...lines);
    const { detections } = await readPredictions(json, ["dive"]);
    assert.deepEqual(detections, [{ video: "a", label: "dive", score: 0.5, start: 1, end: 2 }]);
  }
});

Deno.test("refusePickle() knows a pickle by its first bytes, and lets all else pass", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "p.json");
  await Deno.writeFile(path, new Uint8Array([0x80, 4, 0x95]));
  await advice(path);
  for (const bytes of [[], [0x80], [0x80, 6], [0x7b, 2]]) {
    await Deno.writeFile(path, new Uint8Array(bytes));
    await refusePickle(path);
  }
});
