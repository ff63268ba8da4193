/** Activation, row norm and dropout, each in one pass over the rows. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { NumberOrTensor, Primitives } from "../../engine.ts";
import { keepLimit } from "../../portable/primitives/elementwise.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { bool, int, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";

/** The primitives. */
export function elementwisePrimitives(
  operations: Operations,
): Pick<Primitives, "relu" | "l2Norm" | "dropout" | "keepMask"> {
  const { run, runAll, constant, ints, float, tensor, scope } = operations;
  const T = type("float32");

  function relu<X extends Tensor>(x: X): X {
    return withGradient<X>([x], () => {
      const y = scope(() => tensor<X>(run("Relu", [x], { T })));
      return {
        value: y,
        saved: [y],
        gradient: (dy, [y]) => [scope(() => tensor(run("ReluGrad", [dy, y!], { T })))],
      };
    });
  }

  function l2Norm(x: Tensor): Tensor {
    return withGradient([x], () => {
      const attributes = { T, Tidx: type("int32"), keep_dims: bool(true) };
      const norm = scope(() => tensor(run("EuclideanNorm", [x, ints([x.rank - 1])], attributes)));
      return {
        value: norm,
        saved: [x, norm],
        gradient: (dy, [x, norm]) => [
          scope(() => tensor(run("Mul", [x!, run("DivNoNan", [dy, norm!], { T })], { T }))),
        ],
      };
    });
  }

  function dropout<X extends Tensor>(x: X, mask: Tensor, keep: number): X {
    const select = (x: X, mask: Tensor) =>
      scope(() => {
        const kept = run("SelectV2", [mask, x, float(0)], { T });
        return tensor<X>(keep === 1 ? kept : run("Mul", [kept, float(1 / keep)], { T }));
      });
    return withGradient<X>([x], () => ({
      value: select(x, mask),
      saved: [mask],
      gradient: (dy, [mask]) => [select(dy, mask!)],
    }));
  }

  /** The counter of a step's first block: [0, step]. */
  function counter(step: NumberOrTensor): Handle {
    const wide = type("uint64");
    if (typeof step === "number") return constant([2], "uint64", BigUint64Array.of(0n, BigInt(step)));
    const cast = run("Cast", [step], { SrcT: type("int32"), DstT: wide, Truncate: bool(false) });
    const zero = constant([], "uint64", BigUint64Array.of(0n));
    return run("Pack", [zero, cast], { T: wide, N: int(2), axis: int(0) });
  }

  const keepMask: Primitives["keepMask"] = (shape, keep, key, step) => {
    const limit = keepLimit(keep);
    // 65536 is not a 16-bit number.
    if (limit === 65536) return tf.fill([...shape], 1, "bool");
    const size = shape.reduce((a, b) => a * b, 1);
    const words = Math.ceil(size / 2);
    return scope(() => {
      const wholeKey = (BigInt(key.high) << 32n) | BigInt(key.low);
      const philox = 1;
      const random = run("StatelessRandomUniformFullIntV2", [
        ints([words]),
        constant([1], "uint64", BigUint64Array.of(wholeKey)),
        counter(step),
        ints(philox),
      ], { dtype: type("uint32"), Tshape: type("int32") });
      const halves = run("Bitcast", [random], { T: type("uint32"), type: type("uint16") });
      const [below] = runAll("Less", [halves, constant([], "uint16", Uint16Array.of(limit))], {
        T: type("uint16"),
      }, 1);
      const all = run("Reshape", [below!, ints([2 * words])], { T: type("bool"), Tshape: type("int32") });
      const used = 2 * words === size
        ? all
        : run("Slice", [all, ints([0]), ints([size])], { T: type("bool"), Index: type("int32") });
      return tensor(used, shape);
    });
  };

  return { relu, l2Norm, dropout, keepMask };
}
