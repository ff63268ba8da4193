/** The axes of a macro's inputs: variables of its own, bound by position at each call. */
import { ExpressionError, type TextSpan } from "../expression/parts.ts";
import { type Dim, showType, type TensorType } from "../types.ts";
import { OPEN_AXES } from "../recipe/define.ts";

/** The axes of one call: the macro's name of an axis, and the axis it stands for. */
export interface MacroAxes {
  /**
   * Gives the axes of an argument that its input names the macro's names; those before them, which it leaves open, stay.
   *
   * @throws {ExpressionError} When the axes do not fit, or an axis would have two sizes.
   */
  bind(input: string, formal: readonly string[], type: TensorType, span: TextSpan): TensorType;
  /**
   * Once the axes of every argument are bound: gives those that an input leaves open the macro's name where it has one
   * for them, and indices that of the axis that they point into.
   */
  bindOthers(input: string, type: TensorType): TensorType;
  /**
   * Gives a result the names in force where the macro is called.
   *
   * @throws {ExpressionError} When two of its axes get the same name.
   */
  release(type: TensorType, span: TextSpan): TensorType;
  /** As `release`, but axes that would have one name keep the macro's. */
  look(type: TensorType): TensorType;
}

/** Starts the call of a macro. */
export function macroAxes(macro: string): MacroAxes {
  const axes = new Map<string, Dim>();
  /** How many axes of an input are left open. */
  const open = new Map<string, number>();
  const outside = (dim: Dim): Dim => {
    const bound = axes.get(dim.axis);
    return bound?.size === dim.size ? { ...dim, axis: bound.axis } : dim;
  };
  const nameOf = ({ axis, size }: Dim) =>
    [...axes].find(([, bound]) => bound.axis === axis && bound.size === size)?.[0];
  const inside = (dim: Dim): Dim => {
    const name = nameOf(dim);
    if (name === undefined && !axes.has(dim.axis)) return dim;
    // A variable of that name stands for another axis.
    const own = name ?? OPEN_AXES + dim.axis;
    axes.set(own, dim);
    return { ...dim, axis: own };
  };
  const isTwice = (dims: readonly Dim[], { axis }: Dim, i: number) =>
    dims.findIndex((dim) => dim.axis === axis) < i;
  return {
    bind(input, formal, type, span) {
      const wanted = `Input "${input}" of ${macro} is [${formal.join(", ")}]`;
      const isOpen = formal[0] === OPEN_AXES;
      const named = isOpen ? formal.slice(1) : formal;
      const others = type.dims.length - named.length;
      if (isOpen ? others < 0 : others !== 0) {
        throw new ExpressionError(`${wanted}: found ${showType(type)}`, span);
      }
      open.set(input, others);
      const dims = type.dims.map((dim, i) => {
        if (i < others) return dim;
        const axis = named[i - others]!;
        const bound = axes.get(axis) ?? dim;
        if (bound.size !== dim.size) {
          throw new ExpressionError(`${wanted} with ${axis}=${bound.size}: found ${showType(type)}`, span);
        }
        axes.set(axis, bound);
        return { ...dim, axis };
      });
      return { ...type, dims };
    },
    bindOthers(input, type) {
      const dims = type.dims.map((dim, i) => i < open.get(input)! ? inside(dim) : dim);
      const target = type.indexes && nameOf(type.indexes);
      return { ...type, dims, ...(target ? { indexes: { ...type.indexes!, axis: target } } : {}) };
    },
    release(type, span) {
      const dims = type.dims.map(outside);
      const twice = dims.find((dim, i) => isTwice(dims, dim, i));
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
    look(type) {
      const dims = type.dims.map(outside);
      const isShared = ({ axis }: Dim) => dims.filter((dim) => dim.axis === axis).length > 1;
      return {
        dims: dims.map((dim, i) => isShared(dim) ? type.dims[i]! : dim),
        ...(type.indexes ? { indexes: outside(type.indexes) } : {}),
      };
    },
  };
}
