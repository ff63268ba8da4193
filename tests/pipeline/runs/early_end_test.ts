import assert from "node:assert/strict";
import { join } from "node:path";
import { type Dataset, openDataset, openEngine, readCheckpoint } from "../../../mod.ts";
import { Interrupted } from "../../../pipeline/runs/early_end.ts";
import { performRun, type RunOptions } from "../../../pipeline/runs/run.ts";
import { compileFile } from "../contract/recipe.ts";
import { temporaryFolder } from "../../temporary.ts";
import { needs } from "../../needs.ts";

const program = compileFile("recipes/demo.yaml", [
  "constants.hidden=2",
  "features.sampling.length=6",
  "data.videos={train: 8, test: 2}",
  "training.batch=2",
  "training.steps=12",
  "training.evaluate_every=12",
  "training.checkpoint_every=12",
  "report.mined=null",
]);
const engine = await openEngine();
const dataset = await openDataset(program.recipe);
const watch = { trained() {}, tested() {}, evaluated() {} };

function options(folder: string, changes: Partial<RunOptions> = {}): RunOptions {
  return { program, engine, dataset, folder, interruption: new AbortController().signal, watch, ...changes };
}

/** A data set whose videos are read by another function. */
function reading(read: Dataset["read"]): Dataset {
  const { copyRows: _, ...rest } = dataset;
  return { ...rest, describe: () => [], read };
}

/** Goes on to the end; the bytes of the results. */
async function results(folder: string, isResumed: boolean): Promise<string[]> {
  const checkpoint = isResumed ? await readCheckpoint(folder) : undefined;
  const { model } = await performRun(options(folder, { checkpoint }));
  model.dispose();
  return ["checkpoint-12.safetensors", "predictions.json", "metrics.jsonl"].map((name) =>
    Deno.readFileSync(join(folder, name)).toHex()
  );
}

const undisturbed = await results(temporaryFolder(), false);

/** Stops a run in haste, once `act` says so, and goes on to the bits of the undisturbed run. */
async function endsAt(
  step: number,
  act: (haste: AbortController, first: AbortController) => Partial<RunOptions>,
): Promise<void> {
  const folder = temporaryFolder();
  const [haste, first] = [new AbortController(), new AbortController()];
  const changes = { haste: haste.signal, interruption: first.signal, ...act(haste, first) };
  await assert.rejects(performRun(options(folder, changes)), (error) => {
    assert.ok(error instanceof Interrupted);
    assert.equal(error.step, step);
    return true;
  });
  assert.equal((await readCheckpoint(folder)).step, step);
  assert.deepEqual(await results(folder, true), undisturbed);
}

Deno.test("Haste gives up a test video that never comes, and keeps the last step", () =>
  endsAt(12, (haste) => ({
    dataset: reading((video) => {
      if (!video.id.startsWith("test")) return dataset.read(video);
      setTimeout(() => haste.abort());
      return new Promise(() => {});
    }),
  })));

Deno.test("Haste gives up a batch that never comes, and keeps the last step", () => {
  let read = 0;
  return endsAt(5, (haste) => ({
    dataset: reading((video) => {
      // Two videos a step.
      if (read++ < 10) return dataset.read(video);
      return new Promise(() => {});
    }),
    watch: { ...watch, trained: ({ step }) => void (step === 5 && setTimeout(() => haste.abort(), 20)) },
  }));
});

Deno.test({
  ...needs("tensorflow", engine.recorder, "Haste waits for a step that computes on other threads"),
  fn: () => {
    let reads = 0;
    return endsAt(5, (haste, first) => ({
      dataset: reading((video) => {
        // The data of step 6 are read while step 5 computes.
        if (reads++ === 10) {
          first.abort();
          haste.abort();
        }
        return dataset.read(video);
      }),
    }));
  },
});

Deno.test("No further step begins once a run is interrupted while its data are read", () => {
  let reads = 0;
  const isTrained = Promise.withResolvers<void>();
  return endsAt(5, (_haste, first) => ({
    dataset: reading(async (video) => {
      if (reads++ >= 10) {
        await isTrained.promise;
        first.abort();
      }
      return dataset.read(video);
    }),
    watch: { ...watch, trained: ({ step }) => void (step === 5 && setTimeout(isTrained.resolve, 20)) },
  }));
});
