/** One training step of a program, as fuzzers try it. */
import * as tf from "@tensorflow/tfjs-core";
import {
  checkpointHeader,
  createModel,
  createSlots,
  type Dataset,
  disposeSlots,
  type EngineName,
  type Model,
  openDataset,
  openEngine,
  saveCheckpoint,
  type Slots,
  train,
} from "../../mod.ts";
import { readParameters } from "../../pipeline/graph/model.ts";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import { elements } from "../../specs/types.ts";

/** Above these a step takes longer than a fuzzer has. */
const MOST = { multiplyAdds: 2e6, elements: 2e5, parameters: 2e5, nodes: 500, snippets: 20_000 };

/**
 * Trains one step.
 *
 * @returns "costly" where it is not tried, "refused" for data that there are not, "failed" for a run that says why,
 * "trained".
 * @throws For anything else, parameters that are not finite and tensors that are left.
 */
export async function trainOneStep(program: Program, engineName: EngineName): Promise<string> {
  if (isCostly(program)) return "costly";
  const engine = await openEngine(engineName);
  const before = tf.memory().numTensors;
  const outcome = await step(program, engine);
  const left = tf.memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors are left after "${outcome}" on ${engineName}`);
  return `${outcome} on ${engineName}`;
}

async function step(program: Program, engine: Awaited<ReturnType<typeof openEngine>>): Promise<string> {
  let dataset;
  try {
    dataset = await openDataset(program.recipe);
  } catch (error) {
    if (error instanceof UserError) return "no data";
    throw error;
  }
  const model = createModel(program, engine);
  const slots = createSlots(model);
  try {
    await train(model, dataset, { slots, onStep: () => false });
    if (!isFinite(model)) await requireRefusal(model, dataset, slots);
    return "trained";
  } catch (error) {
    if (error instanceof RunError || error instanceof UserError) return "failed";
    throw error;
  } finally {
    disposeSlots(slots);
    model.dispose();
  }
}

function isFinite(model: Model): boolean {
  const parameters = [...readParameters(model).values()];
  const finite = parameters.every((tensor) => (tensor.dataSync() as Float32Array).every(Number.isFinite));
  tf.dispose(parameters);
  return finite;
}

/** An update may overflow after gradients that were finite: the checkpoint, the first that keeps it, must refuse. */
async function requireRefusal(model: Model, dataset: Dataset, slots: Slots): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await saveCheckpoint(folder, checkpointHeader(model, dataset, 1), model, slots);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  throw new Error("Parameters are not finite, and a checkpoint of them was saved");
}

function isCostly(program: Program): boolean {
  const { nodes, recipe: { data } } = program;
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const parameters = sum(parametersOf(program).map(({ shape }) => shape.reduce((a, b) => a * b, 1)));
  const snippets = data.kind === "synthetic"
    ? (data.videos.train + data.videos.test) * (data.length.max + 8 * data.instances.max)
    : 0;
  return nodes.length > MOST.nodes || parameters > MOST.parameters || snippets > MOST.snippets ||
    sum(nodes.map(({ multiplyAdds }) => multiplyAdds)) > MOST.multiplyAdds ||
    nodes.some(({ type }) => elements(type) > MOST.elements);
}
