/** Variables as resources of the library, updated in place; a recording reads and changes them when it is replayed. */
import type { Tensor } from "@tensorflow/tfjs-core";
import {
  type AdamItem,
  type AdamOptions,
  NOT_FINITE,
  type NumberOrTensor,
  type Variable,
  type Variables,
} from "../../engine.ts";
import { bool, shape as shapeValue, text, type } from "./attributes.ts";
import type { Handle } from "./binding.ts";
import type { Operations } from "./operations.ts";

/** A variable, and the library's resource. */
interface Resource extends Variable {
  readonly handle: Handle;
}

let created = 0;

/** The variables of the engine tensorflow. */
export function tensorflowVariables(operations: Operations): Variables {
  const { run, runAll, constant, float, tensor, scope, keep, free } = operations;
  const T = type("float32");
  const D = type("float64");

  function create(value: Tensor): Resource {
    const shape = [...value.shape];
    const handle = scope(() => {
      const attributes = {
        dtype: T,
        shape: shapeValue(shape),
        container: text(""),
        shared_name: text(`variable_${created++}`),
      };
      return keep(run("VarHandleOp", [], attributes));
    });
    const variable: Resource = {
      handle,
      shape,
      read: () => scope(() => tensor(readIn(variable), shape)),
      assign(next) {
        if (next.shape.join() !== shape.join()) {
          throw new RangeError(`a variable of shape [${shape}] cannot take a value of shape [${next.shape}]`);
        }
        runAll("AssignVariableOp", [handle, next], { dtype: T }, 0);
      },
      dataSync() {
        const now = variable.read();
        const values = now.dataSync();
        now.dispose();
        return values as Float32Array;
      },
      dispose() {
        runAll("DestroyResourceOp", [handle], { ignore_lookup_error: bool(true) }, 0);
        free(handle);
      },
    };
    variable.assign(value);
    return variable;
  }

  /** The value of a variable, for inside of a scope. */
  function readIn({ handle }: Resource): Handle {
    return run("ReadVariableOp", [handle], { dtype: T });
  }

  /** A number in double precision. */
  function double(value: NumberOrTensor, from: "int32" | "float32"): Handle {
    return typeof value === "number"
      ? constant([], "float64", Float64Array.of(value))
      : run("Cast", [value], { SrcT: type(from), DstT: D, Truncate: bool(false) });
  }

  const single = (value: Handle) => run("Cast", [value], { SrcT: D, DstT: T, Truncate: bool(false) });

  /**
   * ResourceApplyAdam computes w -= lr m / (sqrt(v) + epsilon) where its powers of the betas are 0, so the corrections
   * go into lr and epsilon: rate sqrt(1 - b2^step) / (1 - b1^step) and epsilon sqrt(1 - b2^step). In double precision,
   * and of the betas as float32 has them, since the operation uses those: 1 - b2 loses four digits otherwise.
   */
  function corrected({ step, rate, beta1, beta2, epsilon }: AdamOptions): { rate: Handle; epsilon: Handle } {
    const t = double(step, "int32");
    const remains = (beta: number) =>
      run("Sub", [double(1, "float32"), run("Pow", [double(Math.fround(beta), "float32"), t], { T: D })], {
        T: D,
      });
    const root = run("Sqrt", [remains(beta2)], { T: D });
    const share = run("Div", [root, remains(beta1)], { T: D });
    return {
      rate: single(run("Mul", [double(rate, "float32"), share], { T: D })),
      epsilon: single(run("Mul", [double(epsilon, "float32"), root], { T: D })),
    };
  }

  /** 0, unless the guard is not finite: then the operation fails, and with it all that needs the 0. */
  function zeroIfFinite(guard: Tensor): Handle {
    const checked = run("CheckNumerics", [guard], { T, message: text(NOT_FINITE) });
    return run("Mul", [checked, float(0)], { T });
  }

  function update(
    { variable, first, second, gradient }: AdamItem,
    { weightDecay, beta1, beta2 }: AdamOptions,
    rate: Handle,
    epsilon: Handle,
  ): void {
    const w = variable as Resource;
    scope(() => {
      // What is read here is freed before the update, which would copy a variable that is still in use.
      const g = weightDecay === 0 ? gradient : scope(() => {
        const decayed = run("Mul", [readIn(w), float(weightDecay)], { T });
        return keep(run("AddV2", [gradient, decayed], { T }));
      });
      const inputs = [
        w.handle,
        (first as Resource).handle,
        (second as Resource).handle,
        float(0),
        float(0),
        rate,
        float(beta1),
        float(beta2),
        epsilon,
        g,
      ];
      try {
        runAll("ResourceApplyAdam", inputs, { T, use_locking: bool(false), use_nesterov: bool(false) }, 0);
      } finally {
        if (!("dataId" in g)) free(g);
      }
    });
  }

  return {
    create,
    adam: (items, options, guard) =>
      scope(() => {
        const numbers = corrected(options);
        const rate = run("AddV2", [numbers.rate, zeroIfFinite(guard)], { T });
        for (const item of items) update(item, options, rate, numbers.epsilon);
      }),
  };
}
