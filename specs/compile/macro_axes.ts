/** The axes of a macro's inputs: variables of its own, bound by position at each call. */
import { ExpressionError, type Span } from "../expression/tree.ts";
import { type Dim, showType, type TensorType } from "../types.ts";

/** The axes of one call: the macro's name of an axis, and the axis it stands for. */
export interface MacroAxes {
  /**
   * Gives an argument the macro's axis names.
   *
   * @throws {ExpressionError} When the axes do not fit, or an axis would have two sizes.
   */
  bind(input: string, formal: readonly string[], type: TensorType, span: Span): TensorType;
  /** Gives indices the macro's name of the axis that they point into. */
  bindIndices(type: TensorType): TensorType;
  /**
   * Gives a result the names in force where the macro is called.
   *
   * @throws {ExpressionError} When two of its axes get the same name.
   */
  release(type: TensorType, span: Span): TensorType;
}

/** Starts the call of a macro. */
export function macroAxes(macro: string): MacroAxes {
  const axes = new Map<string, Dim>();
  const outside = (dim: Dim): Dim => {
    const bound = axes.get(dim.axis);
    return bound?.size === dim.size ? { ...dim, axis: bound.axis } : dim;
  };
  return {
    bind(input, formal, type, span) {
      const wanted = `Input "${input}" of ${macro} is [${formal.join(", ")}]`;
      if (formal.length !== type.dims.length) {
        throw new ExpressionError(`${wanted}: found ${showType(type)}`, span);
      }
      const dims = type.dims.map((dim, i) => {
        const axis = formal[i]!;
        const bound = axes.get(axis) ?? dim;
        if (bound.size !== dim.size) {
          throw new ExpressionError(`${wanted} with ${axis}=${bound.size}: found ${showType(type)}`, span);
        }
        axes.set(axis, bound);
        return { ...dim, axis };
      });
      return { ...type, dims };
    },
    bindIndices(type) {
      const { indexes } = type;
      const entry = indexes &&
        [...axes].find(([, { axis, size }]) => axis === indexes.axis && size === indexes.size);
      return entry ? { ...type, indexes: { ...indexes, axis: entry[0] } } : type;
    },
    release(type, span) {
      const dims = type.dims.map(outside);
      const twice = dims.find(({ axis }, i) => dims.findIndex((dim) => dim.axis === axis) < i);
      if (twice) {
        throw new ExpressionError(
          `The result of ${macro} has axis ${twice.axis} twice: [${
            type.dims.map(({ axis }) => axis).join(", ")
          }]`,
          span,
          "reduce one of them within the macro",
        );
      }
      return { ...type, dims, ...(type.indexes ? { indexes: outside(type.indexes) } : {}) };
    },
  };
}
