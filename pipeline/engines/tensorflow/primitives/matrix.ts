/** Matrix products, transposed where they stand. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { bool, type } from "../binding/attributes.ts";
import { float32Products, type MatrixOperations } from "./products.ts";

/** The products and inverses. */
export function matrixPrimitives(
  operations: MatrixOperations,
): Pick<Primitives, "matMul" | "batchMatMul" | "inverse"> {
  const invert = (x: Tensor): Tensor =>
    operations.scope(() =>
      operations.tensor(operations.run("MatrixInverse", [x], { T: type("float32"), adjoint: bool(false) }))
    );
  // Of signals, as losses have them: in float32 always.
  const plainMatMul = matMulPrimitive(float32Products(operations));
  return {
    matMul: matMulPrimitive(operations),
    batchMatMul(a, b) {
      if (a.shape[0] !== 1) return tf.matMul<Tensor3D>(a, b);
      // For stacks the library compiles a program for every size, keeps 1024 of them, and so none where lengths vary.
      const [left, right] = [a, b].map((x) => tf.reshape(x, x.shape.slice(1)));
      const product = plainMatMul(left!, right!);
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

function matMulPrimitive({ scope, tensor, product }: MatrixOperations): Primitives["matMul"] {
  const multiply = (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor2D =>
    scope(() => tensor(product(a, b, transposeA, transposeB)));
  return (a, b) =>
    withGradient([a, b], () => ({
      value: multiply(a, b, false, false),
      saved: [a, b],
      gradient: (dy, [a, b]) => [multiply(dy, b!, false, true), multiply(a!, dy, true, false)],
    }));
}
