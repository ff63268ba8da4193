/** Temporal convolution with its gradients, in the form with the fewest products. */
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import type { Primitives } from "../../engine.ts";
import { withGradient } from "../../portable/primitives/with_gradient.ts";
import { tapOffsets } from "../../portable/primitives/taps.ts";
import { type } from "../binding/attributes.ts";
import type { MatrixOperations } from "./products.ts";
import type { ConvForm, ConvSizes } from "./conv_form.ts";
import { directConv } from "./direct_conv.ts";
import { tiledConv, tilesPay } from "../tiles/tiled_conv.ts";

/** The primitive. */
export function temporalConvPrimitive(operations: MatrixOperations): Primitives["temporalConv"] {
  const { run, ints, tensor, scope } = operations;
  const T = type("float32");
  const asRows = (x: Tensor, columns: number) =>
    run("Reshape", [x, ints([-1, columns])], { T, Tshape: type("int32") });

  return function temporalConv(x, weights, bias, dilation, inputGradient) {
    const [batch, length, depth] = x.shape as [number, number, number];
    const [, kernel, width] = weights.shape as [number, number, number];
    const form = formOf(operations, { batch, length, depth, width, offsets: tapOffsets(kernel, dilation) });

    const forward = () =>
      scope(() => {
        const y = form.forward(asRows(x, depth), weights);
        return tensor<Tensor3D>(bias ? run("BiasAdd", [y, bias], { T }) : y, [batch, length, width]);
      });

    const inputs = [weights, ...(bias ? [bias] : []), ...(inputGradient ? [x] : [])];
    return withGradient(inputs, () => ({
      value: forward(),
      saved: inputGradient ? [x, weights] : [x],
      gradient: (dy, [x, weights]) =>
        scope(() => {
          const dRows = asRows(dy, width);
          const gradients = form.gradients(asRows(x!, depth), dRows, weights);
          return [
            tensor(gradients.weights, [depth, kernel, width]),
            ...(bias ? [tensor(run("BiasAddGrad", [dRows], { T }))] : []),
            ...(inputGradient ? [tensor(gradients.x!, [batch, length, depth])] : []),
          ];
        }),
    }));
  };
}

function formOf(operations: MatrixOperations, sizes: ConvSizes): ConvForm {
  const { processor, rounding } = operations;
  const tiles = processor === "cpu" && rounding === "float32" && tilesPay(sizes);
  return tiles ? tiledConv(operations, sizes) : directConv(operations, sizes);
}
