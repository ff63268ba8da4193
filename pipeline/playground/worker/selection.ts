/** What a recipe selects from a map that somebody draws. */
import * as tf from "@tensorflow/tfjs-core";
import type { Program } from "../../../specs/program.ts";
import type { Engine } from "../../engines/engine.ts";
import { evaluateNodes } from "../../graph/evaluate.ts";
import { nodeOf } from "../../graph/nodes.ts";
import { MODEL_KINDS } from "../../kinds/model_kinds.ts";
import { MAP_INPUT } from "../mask_program.ts";
import type { Selected } from "../messages.ts";

/** Computes some signals of a program of `maskProgram` from a map [T], with the random numbers of the first step. */
export function selectFrom(
  map: Float32Array,
  { program, names }: { readonly program: Program; readonly names: readonly string[] },
  { primitives }: Pick<Engine, "primitives">,
): Selected {
  return tf.tidy(() => {
    const values = evaluateNodes(program, {
      kinds: MODEL_KINDS,
      primitives,
      parameters: new Map(),
      inputs: new Map([[MAP_INPUT, tf.tensor2d(map, [1, map.length])]]),
      seed: program.recipe.training.seed,
      step: 1,
    });
    return Object.fromEntries(names.map((name) => [name, [...values[nodeOf(program, name)]!.dataSync()]]));
  });
}
