/** The message for a loss that is not finite: which signal went wrong first, at which step and for which videos. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import { evaluateNodes } from "../graph/evaluate.ts";
import { type Model, readParameters } from "../graph/model.ts";
import { computePass, type Pass, type PassOptions } from "./gradients.ts";

/**
 * Checks the numbers of a pass.
 *
 * @throws {RunError} Naming the loss, the first signal that is not finite, the step and the videos.
 */
export function checkFinite(
  pass: Pass,
  model: Model,
  program: Program,
  options: PassOptions,
  videos: readonly string[],
): void {
  if (Number.isFinite(pass.total)) return;
  const terms = [...pass.losses].filter(([, value]) => !Number.isFinite(value)).map(([name]) => `"${name}"`);
  const first = firstNonFinite(model, program, options);
  const where = first?.videos.length ? first.videos.map((b) => videos[b]).join(", ") : videos.join(", ");
  throw new RunError(
    `Loss ${terms.length > 0 ? terms.join(" and ") : "total"} is not finite at step ${options.step}: ` +
      `signal "${first?.signal ?? "total"}" went wrong first, in ${where}`,
    "lower training.optimizer.rate, or look at the features of these videos",
  );
}

/**
 * Runs a pass whose step has failed once more and checks its numbers.
 *
 * @throws {RunError} Like `checkFinite`.
 */
export function refuseNonFinite(
  model: Model,
  program: Program,
  options: PassOptions,
  videos: readonly string[],
): void {
  const pass = computePass(model, program, options);
  tf.dispose([...pass.gradients.values(), ...pass.signals.values()]);
  checkFinite(pass, model, program, options, videos);
}

/** The first signal in program order with a number that is not finite, and the positions of its videos. */
function firstNonFinite(
  model: Model,
  program: Program,
  { inputs, step, masks }: PassOptions,
): { signal: string; videos: number[] } | undefined {
  return tf.tidy(() => {
    const { engine: { primitives }, seed } = model;
    const parameters = readParameters(model);
    const environment = { primitives, parameters, inputs, seed, step, ...(masks ? { masks } : {}) };
    const values = evaluateNodes(program, environment);
    for (const { signal, type, id } of program.nodes) {
      const bad = nonFiniteItems(values[id]!, type.dims[0]?.axis === "B");
      if (bad) return { signal, videos: bad };
    }
    return undefined;
  });
}

function nonFiniteItems(tensor: Tensor, perVideo: boolean): number[] | undefined {
  const data = tensor.dataSync();
  const size = perVideo ? data.length / tensor.shape[0]! : data.length;
  const items = new Set<number>();
  data.forEach((value, i) => {
    if (!Number.isFinite(value)) items.add(Math.floor(i / size));
  });
  if (items.size === 0) return undefined;
  return perVideo ? [...items] : [];
}
