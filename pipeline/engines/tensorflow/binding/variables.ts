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
  const { run, runAll, float, tensor, scope, keep, free } = operations;
  const T = type("float32");

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

  /** 0, unless the guard is not finite: then the operation fails, and with it all that needs the 0. */
  function zeroIfFinite(guard: Tensor): Handle {
    const checked = run("CheckNumerics", [guard], { T, message: text(NOT_FINITE) });
    return run("Mul", [checked, float(0)], { T });
  }

  const asHandle = (value: NumberOrTensor) => typeof value === "number" ? float(value) : value;

  function update(
    { variable, first, second, gradient }: AdamItem,
    { weightDecay, beta1, beta2 }: AdamOptions,
    rate: Handle,
    epsilon: Tensor | Handle,
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
    whenFinite: (guard, change) =>
      scope(() => {
        const zero = zeroIfFinite(guard);
        change((variable, value) =>
          scope(() => {
            const next = run("AddV2", [value, zero], { T });
            runAll("AssignVariableOp", [(variable as Resource).handle, next], { dtype: T }, 0);
          })
        );
      }),
    adam: {
      numbers: adamNumbers,
      update: (items, options, { rate, epsilon }, guard) =>
        scope(() => {
          const checked = run("AddV2", [asHandle(rate!), zeroIfFinite(guard)], { T });
          const added = asHandle(epsilon!);
          for (const item of items) update(item, options, checked, added);
        }),
    },
  };
}

/**
 * ResourceApplyAdam computes w -= rate m / (sqrt(v) + epsilon) where its powers of the betas are 0, so the corrections go
 * into rate and epsilon: rate sqrt(1 - b2^step) / (1 - b1^step) and, where it is added to the corrected root,
 * epsilon sqrt(1 - b2^step). Of the betas as float32 has them, since the operation uses those: 1 - b2 loses four digits
 * otherwise.
 */
function adamNumbers({ beta1, beta2, epsilon, epsilonOn }: AdamOptions, step: number, rate: number) {
  const root = Math.sqrt(1 - Math.fround(beta2) ** step);
  return {
    rate: Math.fround(rate) * (root / (1 - Math.fround(beta1) ** step)),
    epsilon: epsilonOn === "corrected" ? epsilon * root : epsilon,
  };
}
