/** A fixture's parameters in a model: axes in another order, or some rows of what the model has apart. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { type Program, tensorsOf } from "../../specs/program.ts";
import { type Model, setParameter } from "../graph/model.ts";
import { type FixtureObject, type FixtureTensor, tensorAt } from "./fixture.ts";
import type { ParameterPlace, Variant } from "./mapping.ts";

/** A parameter of the model and where a fixture has it. */
export interface MappedParameter {
  readonly name: string;
  readonly place: ParameterPlace;
  /** What the fixture's name is followed by in reports where it has only some rows: `[0:-1]`. */
  readonly label: string;
}

/**
 * The parameters of a program that a fixture has; those that the mapping calls null are not among them.
 *
 * @throws {UserError} When the mapping does not know a parameter of the recipe.
 */
export function mappedParameters(program: Program, { parameters }: Variant): MappedParameter[] {
  return tensorsOf(program).flatMap(({ name }) => {
    const place = parameters[name];
    if (place === undefined) {
      throw userError(
        `The mapping has no entry for parameter "${name}"`,
        `known: ${Object.keys(parameters).join(", ")}`,
      );
    }
    if (place === null) return [];
    const { from, to } = place.rows;
    const isWhole = from === 0 && to === undefined;
    return [{ name, place, label: isWhole ? place.name : `${place.name}[${from}:${to ?? ""}]` }];
  });
}

/** The rows of a fixture's tensor that a parameter is. */
export function rowsAt(values: FixtureObject, { name, rows: { from, to } }: ParameterPlace): FixtureTensor {
  const tensor = tensorAt(values, name);
  const [count, ...rest] = tensor.shape;
  const size = tensor.data.length / count!;
  const rows = Array.from({ length: count! }, (_, i) => i).slice(from, to);
  return {
    ...tensor,
    shape: [rows.length, ...rest],
    data: rows.flatMap((row) => tensor.data.slice(row * size, (row + 1) * size)),
  };
}

/** Replaces the model's parameters by a fixture's, whatever the order of their axes there. */
export function injectParameters(model: Model, values: FixtureObject, variant: Variant): void {
  const specs = new Map(tensorsOf(model.program).map((spec) => [spec.name, spec]));
  for (const { name, place } of mappedParameters(model.program, variant)) {
    const { axes, shape } = specs.get(name)!;
    const value = tf.tidy(() => {
      const order = axes.map((axis) => place.axes.indexOf(axis));
      const rest = place.axes.map((_, i) => i).filter((i) => !order.includes(i));
      const tensor = toTensor(rowsAt(values, place));
      return tf.reshape(tf.transpose(tensor, [...rest, ...order]), [...shape]);
    });
    setParameter(model, name, value);
  }
}

/** A parameter or gradient in the order of a fixture's axes. */
export function inTheirOrder(
  tensor: Tensor,
  { name, place }: MappedParameter,
  program: Program,
): ArrayLike<number> {
  const spec = tensorsOf(program).find((each) => each.name === name)!;
  const order = place.axes.map((axis) => spec.axes.indexOf(axis)).filter((i) => i >= 0);
  return tf.tidy(() => tf.transpose(tensor, order).dataSync<"float32">());
}

/** A fixture's tensor on the engine in use. */
export function toTensor({ shape, data }: FixtureTensor): Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}
