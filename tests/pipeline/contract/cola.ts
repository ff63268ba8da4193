/** The recipe cola_thumos at tiny sizes. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, type Model, setParameter } from "../../../pipeline/graph/model.ts";
import { computePass } from "../../../pipeline/training/pass.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { type Leaves, toTensor } from "./check.ts";
import { type Named, wave } from "./named.ts";
import { compileFile } from "./recipe.ts";
import { masksOf, tensorsOf } from "./values.ts";

/** Sizes of the tiny recipe: k_easy = 12 / 3 = 4 and k_hard = 12 / 4 = 3. */
export const COLA = { B: 3, T: 12, D: 9, H: 6, C: 4, easy: 4, hard: 3 } as const;

const compiled = new Map<string, Program>();

/** The tiny recipe with further overrides; the same program every time, for every engine. */
export function compileCola(set: readonly string[] = []): Program {
  const key = JSON.stringify(set);
  const program = compiled.get(key) ?? compileFile("recipes/cola_thumos.yaml", [
    "data.classes=[A, B, C, D]",
    "features.sources.rgb.width=5",
    "features.sources.flow.width=4",
    "features.sampling.length=12",
    "constants.hidden=6",
    "constants.r_easy=3",
    "constants.r_hard=4",
    "training.batch=3",
    ...set,
  ]);
  compiled.set(key, program);
  return program;
}

/** A batch of videos with one, two and one label. */
export const BATCH: Leaves = {
  features: wave({ B: COLA.B, T: COLA.T, D: COLA.D }, 21),
  labels: { sizes: { B: COLA.B, C: COLA.C }, values: [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1] },
};

/** A pass as plain numbers. */
export interface PlainPass {
  readonly total: number;
  readonly losses: Readonly<Record<string, number>>;
  /** Absent where no gradient arrives. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly signals: Readonly<Record<string, readonly number[]>>;
}

/** How a pass is computed. */
export interface PassSetting {
  readonly inputs?: Leaves;
  /** Parameters that are not drawn. */
  readonly parameters?: Leaves;
  readonly masks?: Leaves;
  readonly wanted?: readonly string[];
  readonly step?: number;
}

/** One training pass. */
export function passOf(
  program: Program,
  engine: Engine,
  { inputs = BATCH, parameters = {}, masks, wanted = [], step = 1 }: PassSetting = {},
): PlainPass {
  const model = modelOf(program, engine, parameters);
  const found: PlainPass[] = [];
  try {
    tf.tidy(() => {
      const drawn = masks ? { masks: masksOf(masks) } : {};
      const options = { inputs: tensorsOf(inputs), pass: step, wanted, ...drawn };
      const { total, losses, gradients, signals } = computePass(
        model,
        trainingProgram(program, wanted),
        options,
      );
      const plain = (map: ReadonlyMap<string, Tensor>) =>
        Object.fromEntries([...map].map(([name, tensor]) => [name, [...tensor.dataSync()]]));
      found.push({
        total,
        losses: Object.fromEntries(losses),
        gradients: plain(gradients),
        signals: plain(signals),
      });
      tf.dispose([...signals.values()]);
    });
  } finally {
    model.dispose();
  }
  return found[0]!;
}

/** A model of seed 3 with some parameters replaced. */
export function modelOf(program: Program, engine: Engine, parameters: Leaves = {}): Model {
  const model = createModel(program, engine, { seed: 3 });
  for (const [name, value] of Object.entries(parameters)) setParameter(model, name, toTensor(value));
  return model;
}

/** A tensor of one value. */
export function filled(sizes: Named["sizes"], value: number): Named {
  return { sizes, values: Array(Object.values(sizes).reduce((a, b) => a * b, 1)).fill(value) };
}
