import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "../../../../pipeline/engines/open.ts";
import { loadModel } from "../../../../pipeline/api.ts";
import { type Diagnostic, renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { readCheckpoint } from "../../../../pipeline/runs/checkpoint/file.ts";
import { readEnvironment } from "../../../../pipeline/runs/environment.ts";
import { inFolder } from "../../../temporary.ts";
import { runIn } from "../../training/small_run.ts";

const TENSORS = "checkpoint-4.safetensors";
type Header = Record<string, unknown>;

/** A folder with a finished run, its header, and what rewrites the header. */
async function withRun(
  run: (folder: string, header: Header, write: (header: unknown) => void) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await runIn(folder);
    const file = join(folder, "checkpoint.json");
    const header = JSON.parse(Deno.readTextFileSync(file));
    await run(folder, header, (changed) => Deno.writeTextFileSync(file, JSON.stringify(changed, null, 2)));
  });
}

/** A header with the hash that it should have. */
function signed({ sha256: _, ...content }: Header): Header {
  return { ...content, sha256: createHash("sha256").update(JSON.stringify(content)).digest("hex") };
}

/** A header of the first format, which has no hashes. */
function first(
  { sha256: _, tensors_sha256: _t, metrics: _m, environment_sha256: _e, ...content }: Header,
): Header {
  return { ...content, format: "walt-checkpoint/1" };
}

async function refusal(folder: string): Promise<string> {
  try {
    (await loadModel(folder, await openEngine("cpu"))).model.dispose();
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error).replaceAll(`${folder}/`, "");
    throw error;
  }
  throw new Error("it was loaded");
}

Deno.test("readCheckpoint() gives what was written, and takes a header of the first format", () =>
  withRun(async (folder, header, write) => {
    const { file, ...read } = await readCheckpoint(folder);
    assert.equal(file, join(folder, "checkpoint.json"));
    const { sha256: _, ...written } = header;
    assert.deepEqual(read, written);
    assert.equal(read.format, "walt-checkpoint/2");
    write(first(header));
    const { model, checkpoint } = await loadModel(folder, await openEngine("cpu"));
    assert.equal(checkpoint.tensors_sha256, undefined);
    model.dispose();
  }));

Deno.test("a link that leads nowhere is no absent file: the run would begin anew", () =>
  withRun(async (folder) => {
    for (const name of ["checkpoint.json", "environment.json"]) {
      rmSync(join(folder, name), { force: true });
      Deno.symlinkSync(name, join(folder, name));
    }
    const circle = /it is a link that leads back to itself/;
    await assert.rejects(readCheckpoint(folder), { name: "UserError", message: circle });
    await assert.rejects(readEnvironment(folder), { name: "UserError", message: circle });
  }));

Deno.test("readEnvironment() refuses a recipe that is none, with its place", () =>
  withRun(async (folder) => {
    const path = join(folder, "environment.json");
    const text = JSON.stringify({ engine: { name: "cpu" }, resolved: "a: 1\n b: 2\n" }, null, 2);
    await Deno.writeTextFile(path, text);
    await assert.rejects(readEnvironment(folder), (error) => {
      assert.ok(error instanceof UserError);
      const [{ message, place }] = error.diagnostics as [Diagnostic];
      assert.equal(message, "resolved must be a recipe as YAML");
      assert.equal(place!.line, 5);
      return true;
    });
  }));

Deno.test("readEnvironment() refuses another run's, by the hash that every checkpoint of the run has", () =>
  inFolder(async (folder) => {
    const path = join(folder, "environment.json");
    const own = JSON.stringify({ engine: { name: "cpu" }, overrides: ["training.seed=1"] }, null, 2);
    await Deno.writeTextFile(path, own);
    await runIn(folder);
    const checkpoint = await readCheckpoint(folder);
    assert.deepEqual((await readEnvironment(folder, checkpoint))?.overrides, ["training.seed=1"]);
    await Deno.writeTextFile(path, own.replace("seed=1", "seed=2"));
    await assert.rejects(readEnvironment(folder, checkpoint), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(
        renderDiagnostics(error).replaceAll(`${folder}/`, ""),
        `error: "environment.json" was changed since the run began, or is of another run: checkpoint.json has another hash
 --> environment.json:1:1
  |
1 | {
  | ^ restore the file from a copy, or start a new run`,
      );
      return true;
    });
    const older = { ...checkpoint, environment_sha256: undefined };
    assert.deepEqual((await readEnvironment(folder, older))?.overrides, ["training.seed=2"]);
  }));

Deno.test("readCheckpoint() refuses a header that was changed, with places", () =>
  withRun(async (folder, header, write) => {
    const hint = "restore the run folder from a copy, or start a new run";
    write(signed({ ...header, step: "x" }));
    assert.equal(
      await refusal(folder),
      [
        'error: step must be a whole number from 0: found "x"',
        " --> checkpoint.json:5:11",
        "  |",
        '5 |   "step": "x",',
        `  |           ^^^ ${hint}`,
      ].join("\n"),
    );
    for (
      const [change, message] of [
        [
          { step: undefined },
          /^error: Missing "step": expected a whole number from 0\n --> checkpoint.json:1:1\n/,
        ],
        [{ step: 1.5 }, /step must be a whole number from 0: found 1.5/],
        [{ step: -1 }, /step must be a whole number from 0: found -1/],
        [{ step: 3 }, /tensors must be "checkpoint-3.safetensors", the file of step 3: found "checkpoint-4/],
        [{ classes: undefined }, /Missing "classes": expected a list of class names/],
        [{ classes: {} }, /classes must be a list of class names: found a map/],
        [{ classes: ["dive", 2] }, /classes\[1\] must be text: found 2/],
        [{ engine: "quantum" }, /engine must be "tensorflow" or .*: found "quantum"/],
        [{ tensors: `../x/${TENSORS}` }, /tensors must be "checkpoint-4.safetensors", .*: found "..\/x/],
        [{ tensors: null }, /tensors must be text: found null/],
        [
          { sources: [{ name: "rgb", width: 0 }] },
          /sources\[0\].width must be a whole number from 1: found 0/,
        ],
        [
          { fps: 0 },
          /fps must be a number above 0, \{"file": "<name>"\} or \{"from": "annotations"\}: found 0/,
        ],
        [
          { fps: null },
          /fps must be a number above 0, \{"file": "<name>"\} or \{"from": "annotations"\}: found null/,
        ],
        [{ recipe: "{" }, /recipe must be a recipe as YAML/],
        [{ more: 1 }, /Unknown key "more"/],
      ] as const
    ) {
      write(signed({ ...header, ...change }));
      assert.match(await refusal(folder), message);
      write(first({ ...header, ...change }));
      assert.match(await refusal(folder), message);
    }
    write({ ...header, classes: ["jump", "dive"] });
    assert.match(
      await refusal(folder),
      /^error: "checkpoint.json" was changed since it was written: its hash is another\n {2}--> checkpoint.json:\d+:13\n/,
    );
    write({ ...header, format: "walt-checkpoint/3" });
    assert.match(
      await refusal(folder),
      /^error: "checkpoint.json" is not a checkpoint of walt\n --> checkpoint.json:2:13\n/,
    );
    const text = JSON.stringify(header).replace('"seed":0', '"seed":0,"seed":0');
    Deno.writeTextFileSync(join(folder, "checkpoint.json"), text);
    assert.match(await refusal(folder), /^error: Key "seed" is given twice\n --> checkpoint.json:1:/);
  }));

Deno.test("loadModel() refuses a checkpoint that its recipe does not fit", () =>
  withRun(async (folder, header, write) => {
    write(first({ ...header, classes: ["dive"] }));
    assert.match(
      await refusal(folder),
      /^error: The number of classes in "checkpoint.json" is 1: expected 2, as in its recipe\n/,
    );
    write(first({ ...header, recipe: String(header["recipe"]).replace("steps: 4", "steps: 3") }));
    assert.match(
      await refusal(folder),
      /^error: "checkpoint.json" is of step 4, but its recipe has 3 steps\n/,
    );
    write(first({ ...header, recipe: String(header["recipe"]).replace("hidden: 2", "hidden: 3") }));
    assert.match(
      await refusal(folder),
      /has no tensor "parameter\/x.weights" of shape \[\d+, 3, 3\]\n {2}= it is of another/,
    );
  }));

Deno.test("loadModel() refuses tensors that are absent, damaged, shifted or not finite", () =>
  withRun(async (folder, header, write) => {
    const path = join(folder, TENSORS);
    const bytes = Deno.readFileSync(path);
    const flipped = Uint8Array.from(bytes, (value, i) => i === bytes.length - 9 ? value ^ 1 : value);
    Deno.writeFileSync(path, flipped);
    assert.equal(
      await refusal(folder),
      `error: "${TENSORS}" was changed since it was written: its hash is another\n` +
        "  = restore the run folder from a copy, or start a new run",
    );
    write(first(header));
    (await loadModel(folder, await openEngine("cpu"))).model.dispose();
    new DataView(bytes.buffer).setFloat32(bytes.length - 8, NaN, true);
    Deno.writeFileSync(path, bytes);
    assert.match(await refusal(folder), /has a value in tensor "second_moment\/\S+" that is not finite\n/);
    Deno.writeFileSync(path, bytes.subarray(0, -1));
    assert.match(await refusal(folder), /tensor "second_moment\/\S+" is cut off\n/);
    Deno.removeSync(path);
    assert.match(
      await refusal(folder),
      /^error: Cannot read "checkpoint-4.safetensors": there is no such file\n {2}= it be/,
    );
    Deno.mkdirSync(path);
    assert.match(await refusal(folder), /^error: Cannot read "checkpoint-4.safetensors": it is a folder\n/);
    Deno.removeSync(path);
    Deno.symlinkSync("/dev/zero", path);
    assert.match(await refusal(folder), /^error: Cannot read "checkpoint-4.safetensors": it is a device\n/);
  }));
