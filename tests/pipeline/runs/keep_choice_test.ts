/** Runs that keep their best step: the same whatever happens on the way. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "node:path";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import type { FileSystem } from "../../../pipeline/files/write.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { loadCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readCheckpoint, readKept } from "../../../pipeline/runs/checkpoint/file.ts";
import { decodeSafetensors } from "../../../pipeline/runs/checkpoint/safetensors.ts";
import { Interrupted, Unfinished } from "../../../pipeline/runs/early_end.ts";
import { bestOf, choiceOf, choiceWarnings } from "../../../pipeline/runs/keep_choice.ts";
import { recipeChanges } from "../../../pipeline/runs/recipe_changes.ts";
import { type FinishedRun, performRun } from "../../../pipeline/runs/run.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { RunError, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { inFolder } from "../../temporary.ts";
import { compileFile } from "../contract/recipe.ts";
import { namesIn } from "../training/small_run.ts";
import { fullFrom } from "./full_disk.ts";
import { modelDisk } from "./model_disk.ts";

const SETTINGS = [
  "constants.hidden=4",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 3}",
  "training.batch=2",
  "training.steps=7",
  "training.checkpoint_every=3",
  "training.evaluate_every=1",
  "training.optimizer.rate=5e-2",
  "training.seed=2",
];
const recipe = (...more: string[]) => compileFile("recipes/demo.yaml", [...SETTINGS, ...more]);
const kept = recipe("training.keep=best");
const dataset = await openDataset(kept.recipe);
const engine = await openEngine("cpu");

/** Runs in a folder to the end, from its checkpoint where it has one; it is interrupted when `at` is heard. */
async function runIn(
  folder: string,
  { program = kept, system, at }: {
    readonly program?: typeof kept;
    readonly system?: FileSystem;
    readonly at?: string;
  } = {},
): Promise<FinishedRun> {
  const controller = new AbortController();
  const hear = (event: string) => event === at && controller.abort();
  const hasCheckpoint = namesIn(folder).includes("checkpoint.json");
  const run = await performRun({
    program,
    engine,
    dataset,
    folder,
    checkpoint: hasCheckpoint ? await readCheckpoint(folder) : undefined,
    interruption: controller.signal,
    watch: {
      trained: ({ step }) => hear(`trained ${step}`),
      tested: (step, videos) => hear(`tested ${videos} at ${step}`),
      evaluated: ({ step }) => hear(`evaluated ${step}`),
    },
    ...(system ? { system } : {}),
  });
  run.model.dispose();
  return run;
}

/** The bytes of every file in a folder. */
function bytesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    namesIn(folder).map((name) => [name, Deno.readFileSync(join(folder, name)).toHex()]),
  );
}

/** A run that nothing disturbed. */
const whole = await inFolder(async (folder) => ({ run: await runIn(folder), files: bytesIn(folder) }));

/** The files of a run of another recipe. */
const filesOf = (...more: string[]) =>
  inFolder(async (folder) => {
    await runIn(folder, { program: recipe(...more) });
    return bytesIn(folder);
  });

Deno.test("a run that keeps its best step ends with that step's weights and predictions, and trains as any other", async () => {
  const { run, files } = whole;
  const lines = run.metrics.evaluations;
  const greatest = lines.toSorted((a, b) => b.average - a.average)[0]!;
  assert.equal(greatest.step, 5, "not the last one");
  assert.deepEqual([run.kept.step, run.keeps, run.by], [5, "best", "0.1:0.7"]);
  assert.deepEqual(run.best, { step: 5, average: greatest.average });
  assert.deepEqual(run.last, { step: 7, average: lines.at(-1)!.average });
  assert.equal(run.kept.evaluation!.averages["0.1:0.7"]! * 100, greatest.average);

  const last = await filesOf();
  const changed = Object.keys(files).filter((name) => files[name] !== last[name]);
  assert.deepEqual(changed, ["best-5.safetensors", "best.json", "checkpoint.json", "predictions.json"]);
  const shorter = await filesOf("training.steps=5");
  assert.equal(files["predictions.json"], shorter["predictions.json"]);
  const tensors = (text: string) => decodeSafetensors(Uint8Array.fromHex(text), "a file");
  const parameters = [...tensors(shorter["checkpoint-5.safetensors"]!)].filter(([name]) =>
    name.startsWith("parameter/")
  );
  assert.deepEqual([...tensors(files["best-5.safetensors"]!)], parameters);
});

Deno.test("a run keeps the best step by the average that its recipe names", async () => {
  const program = recipe("training.keep.best=0.3:0.7");
  const run = await inFolder((folder) => runIn(folder, { program }));
  const values = run.metrics.evaluations.map(({ averages }) => averages!["0.3:0.7"]!);
  assert.deepEqual(run.best, { step: 6, average: Math.max(...values) });
  assert.deepEqual([run.kept.step, run.by], [6, "0.3:0.7"]);
});

Deno.test("a run that was interrupted anywhere keeps the same best step", async () => {
  const moments = [
    "trained 2",
    "tested 2 at 4",
    "evaluated 4",
    "tested 1 at 5",
    "evaluated 5",
    "evaluated 6",
  ];
  for (const at of moments) {
    await inFolder(async (folder) => {
      await assert.rejects(runIn(folder, { at }), Interrupted);
      const { kept, best, last } = await runIn(folder);
      assert.deepEqual([kept.step, best, last], [5, whole.run.best, whole.run.last], at);
      assert.deepEqual(bytesIn(folder), whole.files, at);
      // Again, as after a failure to write the results: nothing is trained.
      assert.equal((await runIn(folder)).kept.step, 5);
      assert.deepEqual(bytesIn(folder), whole.files, at);
    });
  }
});

Deno.test("a run whose disk is full at any write keeps the same best step", async () => {
  const disk = fullFrom(Infinity);
  await inFolder((folder) => runIn(folder, { system: disk.system }));
  for (let at = 0; at < disk.operations(); at += 7) {
    await inFolder(async (folder) => {
      await assert.rejects(runIn(folder, { system: fullFrom(at).system }), (error) => {
        assert.ok(error instanceof Unfinished || error instanceof RunError, `${error}`);
        return true;
      });
      await runIn(folder);
      assert.deepEqual(bytesIn(folder), whole.files, `at ${at}`);
    });
  }
});

Deno.test("a run whose machine loses power at any operation keeps the same best step", async () => {
  const all = modelDisk();
  // At the end the best step is read from the machine's own disk, which does not have it.
  await inFolder((folder) => assert.rejects(runIn(folder, { system: all.system }), UserError));
  const moment = fc.tuple(fc.nat(all.operations()), fc.infiniteStream(fc.boolean()));
  const property = fc.asyncProperty(moment, ([at, choices]) =>
    inFolder(async (folder) => {
      const disk = modelDisk(at);
      await inFolder((running) => runIn(running, { system: disk.system }).catch(() => {}));
      disk.restore(folder, () => choices.next().value);
      const files = namesIn(folder).filter((name) => !name.startsWith("."));
      await runIn(folder);
      const found = bytesIn(folder);
      for (const [name, bytes] of Object.entries(whole.files)) {
        assert.equal(found[name], bytes, `${name} after ${at}, of ${files}`);
      }
    }));
  await fc.assert(property, { numRuns: 30 });
});

Deno.test("a run does not go on where its best step is lost or damaged", async () => {
  const spoil: Record<string, (folder: string) => void> = {
    'best.json" is absent: the best of 4 evaluations is lost': (folder) =>
      Deno.removeSync(join(folder, "best.json")),
    'best.json" was changed since it was written': (folder) => {
      const file = join(folder, "best.json");
      Deno.writeTextFileSync(file, Deno.readTextFileSync(file).replace('"by": "0.1:0.7"', '"by": "0.1:0.5"'));
    },
    "best-4.safetensors": (folder) => Deno.removeSync(join(folder, "best-4.safetensors")),
  };
  for (const [told, change] of Object.entries(spoil)) {
    await inFolder(async (folder) => {
      await assert.rejects(runIn(folder, { at: "evaluated 4" }), Interrupted);
      change(folder);
      await assert.rejects(runIn(folder), (error) => {
        assert.ok(error instanceof UserError);
        assert.ok(error.diagnostics[0]!.message.includes(told), error.diagnostics[0]!.message);
        return true;
      });
    });
  }
});

Deno.test("readKept() gives the best step of a folder that has one, which training cannot go on from", () =>
  inFolder(async (folder) => {
    await runIn(folder, { program: recipe("training.steps=1") });
    assert.equal((await readKept(folder)).tensors, "checkpoint-1.safetensors");
    Deno.removeSync(folder, { recursive: true });
    Deno.mkdirSync(folder);
    await runIn(folder);
    const best = await readKept(folder);
    assert.deepEqual([best.step, best.best], [5, { by: "0.1:0.7", average: whole.run.best.average }]);
    assert.deepEqual(await readCheckpoint(join(folder, "best-5.safetensors")), best);
    assert.equal((await readKept(join(folder, "checkpoint.json"))).step, 7);
    const model = createModel(kept, engine);
    const slots = createSlots(model);
    await loadCheckpoint(best, model);
    await assert.rejects(
      loadCheckpoint(best, model, slots),
      /no optimizer slots: training cannot go on from it/,
    );
    disposeSlots(slots);
    model.dispose();
  }));

Deno.test("recipeChanges() refuses what the best step depends on, where a recipe keeps it", () => {
  const now = (text: string) => loadTree("recipe.yaml", { read: () => text });
  for (const [keep, refused] of [["best", 3], ["last", 0]] as const) {
    const was = recipe(`training.keep=${keep}`).resolved;
    const text = was.replace("evaluate_every: 1", "evaluate_every: 2").replace("upsample: 24", "upsample: 12")
      .replace("thumos14_seconds", "anet12").replace("checkpoint_every: 3", "checkpoint_every: 4");
    const changes = recipeChanges(was, now(text));
    assert.equal(changes.refused.length, refused, changes.harmless.join());
    assert.equal(changes.harmless.length, 4 - refused);
  }
});

Deno.test("choiceOf() compares by the headline, also in lines of earlier versions", () => {
  const line = { step: 3, average: 7, map: {}, classification_map: 1, accuracy: 1 };
  assert.deepEqual(choiceOf(kept.recipe).compared(line), { step: 3, average: 7 });
  assert.equal(choiceOf(recipe().recipe).keeps, "last");
  assert.deepEqual(bestOf([1, 5, 5, 2].map((average, i) => ({ step: i + 1, average }))), {
    step: 2,
    average: 5,
  });
});

Deno.test("choiceWarnings() tells that test labels were looked at, where there was a choice", () => {
  assert.deepEqual(choiceWarnings(whole.run), [
    "step 5 is kept as the best of 7 evaluations on the test split: the choice looks at test labels",
  ]);
  assert.deepEqual(choiceWarnings({ ...whole.run, keeps: "last" }), []);
  assert.deepEqual(choiceWarnings({ ...whole.run, metrics: { evaluations: [] } }), []);
});
