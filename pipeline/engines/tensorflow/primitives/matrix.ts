/** Matrix products, transposed where they stand. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { bool, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";

/** a times b, either of them transposed first. For inside of a scope. */
export function product(
  { run }: Operations,
  a: Tensor | Handle,
  b: Tensor | Handle,
  transposeA: boolean,
  transposeB: boolean,
): Handle {
  return run("MatMul", [a, b], {
    T: type("float32"),
    transpose_a: bool(transposeA),
    transpose_b: bool(transposeB),
  });
}

/** Every matrix of a [n, ., .] times that of b [n, ., .], either of them transposed first. For inside of a scope. */
export function stackedProduct(
  { run }: Operations,
  a: Handle,
  b: Handle,
  transposeA: boolean,
  transposeB: boolean,
): Handle {
  return run("BatchMatMulV2", [a, b], {
    T: type("float32"),
    adj_x: bool(transposeA),
    adj_y: bool(transposeB),
    grad_x: bool(false),
    grad_y: bool(false),
  });
}

/** The products and inverses. */
export function matrixPrimitives(
  operations: Operations,
): Pick<Primitives, "matMul" | "batchMatMul" | "inverse"> {
  const multiply = (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor2D =>
    operations.scope(() => operations.tensor(product(operations, a, b, transposeA, transposeB)));
  const invert = (x: Tensor): Tensor =>
    operations.scope(() =>
      operations.tensor(operations.run("MatrixInverse", [x], { T: type("float32"), adjoint: bool(false) }))
    );
  const matMul = (a: Tensor, b: Tensor) =>
    withGradient([a, b], () => ({
      value: multiply(a, b, false, false),
      saved: [a, b],
      gradient: (dy, [a, b]) => [multiply(dy, b!, false, true), multiply(a!, dy, true, false)],
    }));
  return {
    matMul,
    batchMatMul(a, b) {
      if (a.shape[0] !== 1) return tf.matMul<Tensor3D>(a, b);
      // For stacks the library compiles a program for every size, keeps 1024 of them, and so none where lengths vary.
      const [left, right] = [a, b].map((x) => tf.reshape(x, x.shape.slice(1)));
      const product = matMul(left!, right!);
      return tf.reshape(product, [1, ...product.shape]) as Tensor3D;
    },
    inverse: (x) =>
      withGradient([x], () => {
        const value = tf.tidy(() => {
          // The library fails at what is not finite; it should come out as such, for the run to say where it began.
          const nothing = tf.sum(tf.sub(x, x), [1, 2], true);
          const isFinite = tf.equal(nothing, 0);
          const finite = tf.where(isFinite, x, tf.eye(x.shape[1]!));
          return tf.add(invert(finite), nothing) as Tensor3D;
        });
        return {
          value,
          saved: [value],
          gradient: (dy, [y]) => [tf.neg(tf.matMul(tf.matMul(y!, dy, true, false), y!, false, true))],
        };
      }),
  };
}
