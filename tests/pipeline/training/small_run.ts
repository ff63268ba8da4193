/** A run of four steps on the engine cpu, in this process. */
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import type { FileSystem } from "../../../pipeline/files/write.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { performRun } from "../../../pipeline/runs/run.ts";
import { compileFile } from "../contract/recipe.ts";
import { inFolder } from "../../temporary.ts";

export const program = compileFile("recipes/demo.yaml", [
  "engine=cpu",
  "constants.hidden=2",
  "features.sampling.length=6",
  "data.videos={train: 3, test: 1}",
  "data.classes=[dive, jump]",
  "training.batch=2",
  "training.steps=4",
  "training.log_every=1",
  "training.checkpoint_every=2",
  "training.evaluate_every=2",
]);

/** What every run ends with. */
export const RESULTS = [
  "checkpoint-4.safetensors",
  "checkpoint.json",
  "ground_truth.json",
  "metrics.jsonl",
  "predictions.json",
];

const dataset = await openDataset(program.recipe);

/** Runs in a folder to the end, from its checkpoint where it has one; gives the warnings. */
export async function runIn(folder: string, system?: FileSystem): Promise<string[]> {
  const warnings: string[] = [];
  const hasCheckpoint = namesIn(folder).includes("checkpoint.json");
  const { model } = await performRun({
    program,
    engine: await openEngine("cpu"),
    dataset,
    folder,
    checkpoint: hasCheckpoint ? await readCheckpoint(folder) : undefined,
    interruption: new AbortController().signal,
    watch: { trained() {}, tested() {}, evaluated() {}, warned: (message) => warnings.push(message) },
    ...(system ? { system } : {}),
  });
  model.dispose();
  return warnings;
}

/** The names in a folder. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** The bytes of the results in a folder. */
export function resultsIn(folder: string): Record<string, string> {
  return Object.fromEntries(RESULTS.map((name) => [name, Deno.readFileSync(`${folder}/${name}`).toHex()]));
}

/** The results of a run that nothing disturbed. */
export const undisturbed = await inFolder(async (folder) => {
  await runIn(folder);
  return resultsIn(folder);
});
