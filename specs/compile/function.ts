/** Compiles the call of a function by its type rule. */
import { suggest } from "../diagnostics/suggest.ts";
import {
  type Argument,
  type CallExpression,
  type Expression,
  ExpressionError,
  type TextSpan,
} from "../expression/parts.ts";
import type { Arguments, FunctionSpec, Parameter } from "../kinds/functions/function.ts";
import { OF_TWO } from "../kinds/functions/instead.ts";
import { outOfBounds } from "../options/fields.ts";
import { axisOf, showType, type TensorType, unify } from "../types.ts";
import { type Bindable, bindArguments } from "./arguments.ts";
import { alignTo } from "./builder.ts";
import { numberArgument } from "./number.ts";
import { AlreadyReported } from "../expression/reported.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/**
 * Compiles a call.
 *
 * @throws {ExpressionError} At the argument that the type rule refuses.
 */
export function compileFunction(spec: FunctionSpec, call: CallExpression, scope: Scope): Value {
  const bound = bindArguments(call, bindable(spec));
  return apply(spec, call, bound, compileSignals(spec, bound, scope), scope);
}

/**
 * Compiles a call whose signals are compiled already, given by parameter.
 *
 * @throws {ExpressionError} At the argument that the type rule refuses.
 */
export function applyFunction(
  spec: FunctionSpec,
  call: CallExpression,
  values: ReadonlyMap<string, readonly Value[]>,
  scope: Scope,
): Value {
  return apply(spec, call, bindArguments(call, bindable(spec)), values, scope);
}

function bindable({ parameters }: FunctionSpec): Bindable[] {
  return parameters.map(({ name, default: fallback, several }) => ({
    name,
    required: fallback === undefined,
    several,
  }));
}

function apply(
  spec: FunctionSpec,
  call: CallExpression,
  bound: ReadonlyMap<string, Argument>,
  values: ReadonlyMap<string, readonly Value[]>,
  scope: Scope,
): Value {
  requireNumbers(spec, bound, values);
  const result = spec.result(readArguments(spec, call, bound, values, scope));
  requireShortSizes(result.type, call);
  const { builder, signal } = scope;
  const operands = spec.parameters.flatMap(({ name }) => values.get(name) ?? []);
  const inputs = result.align
    ? operands.map((value) => alignTo(builder, value, result.align!, signal))
    : operands;
  return builder.add({
    family: "functions",
    op: spec.name,
    evaluation: spec.evaluation,
    type: result.type,
    signal,
    inputs,
    options: result.options ?? {},
    stream: spec.random ? builder.stream(`${signal}.${spec.name}`) : undefined,
    detached: spec.detached,
    multiplyAdds: result.multiplyAdds,
    traits: result.traits,
  });
}

/** Characters that the size of an axis may be written in: sizes that double are soon too long for any memory. */
const LONGEST_SIZE = 1000;

function requireShortSizes({ dims }: TensorType, call: CallExpression): void {
  const long = dims.find(({ size }) => typeof size === "string" && size.length > LONGEST_SIZE);
  if (!long) return;
  throw new ExpressionError(
    `The size of axis ${long.axis} is written in more than ${LONGEST_SIZE} characters`,
    call.head,
    "reduce the axis before it is joined again",
  );
}

/** Refuses indices where a function computes with numbers. */
function requireNumbers(
  { name, parameters }: FunctionSpec,
  bound: ReadonlyMap<string, Argument>,
  values: ReadonlyMap<string, readonly Value[]>,
): void {
  for (const parameter of parameters) {
    const wrong = parameter.indices
      ? undefined
      : values.get(parameter.name)?.find(({ type }) => type.indexes);
    if (!wrong) continue;
    throw new ExpressionError(
      `"${parameter.name}" of ${name} takes numbers, found ${showType(wrong.type)}`,
      bound.get(parameter.name)!.value.span,
      "gather(x, indices) gives what indices point at",
    );
  }
}

/** The values of the signal arguments. Every argument is looked at before a mistake reported elsewhere ends the call. */
function compileSignals(
  spec: FunctionSpec,
  bound: ReadonlyMap<string, Argument>,
  scope: Scope,
): Map<string, Value[]> {
  const values = new Map<string, Value[]>();
  let reported: AlreadyReported | undefined;
  for (const { name, takes } of spec.parameters) {
    const expression = bound.get(name)?.value;
    if (!expression || (takes !== "signal" && takes !== "signals")) continue;
    if (takes === "signals" && expression.is !== "list") {
      throw new ExpressionError(
        `Expected a list of signals for "${name}" of ${spec.name}`,
        expression.span,
        "write [a, b]",
      );
    }
    const parts = expression.is === "list" && takes === "signals" ? expression.items : [expression];
    values.set(
      name,
      parts.flatMap((part) => {
        try {
          return [scope.compile.expression(part, scope)];
        } catch (error) {
          if (!(error instanceof AlreadyReported)) throw error;
          reported = error;
          return [];
        }
      }),
    );
  }
  if (!reported) return values;
  for (const parameter of spec.parameters) {
    if (parameter.takes === "number") readNumber(parameter, bound.get(parameter.name)?.value, scope);
  }
  throw reported;
}

function readArguments(
  spec: FunctionSpec,
  call: CallExpression,
  bound: ReadonlyMap<string, Argument>,
  values: ReadonlyMap<string, readonly Value[]>,
  scope: Scope,
): Arguments {
  const parameterOf = (name: string) => spec.parameters.find((parameter) => parameter.name === name)!;
  const spanOf = (name: string) => bound.get(name)?.value.span ?? call.head;
  const refuse = (name: string, message: string, hint?: string): never => {
    throw new ExpressionError(message, spanOf(name), hint);
  };
  const optional = (name: string) => readNumber(parameterOf(name), bound.get(name)?.value, scope);
  const nameOf = (expression: Expression): string => {
    if (expression.is === "name") return expression.name;
    throw new ExpressionError(
      "Expected the name of an axis",
      expression.span,
      ["for instance T, C or D", OF_TWO.get(spec.name) ?? []].flat().join("; "),
    );
  };
  const axisName = (name: string) => {
    const expression = bound.get(name)?.value;
    return expression ? nameOf(expression) : String(parameterOf(name).default);
  };
  const listed = (name: string): readonly Expression[] => {
    const expression = bound.get(name)!.value;
    return expression.is === "list" ? expression.items : [expression];
  };
  const position = (axis: string, of: TensorType, span: TextSpan) => {
    const at = axisOf(of, axis);
    if (at >= 0) return at;
    const instead = scope.names().includes(axis) ? OF_TWO.get(spec.name) : undefined;
    const hint = instead ??
      (of.dims.length === 0
        ? "a number alone has no axes: number * ones(x) has those of x"
        : suggest(axis, of.dims.map((dim) => dim.axis)));
    throw new ExpressionError(`No axis ${axis} in ${showType(of)}`, span, hint);
  };
  return {
    signal: (name) => values.get(name)![0]!.type,
    signals: (name) => values.get(name)!.map((value) => value.type),
    optionalSignal: (name) => values.get(name)?.[0]?.type,
    axisName,
    axisNames: (name) => once(listed(name), nameOf),
    axis: (name, of) => position(axisName(name), of, spanOf(name)),
    axes: (name, of) =>
      once(listed(name), (each) => position(nameOf(each), of, each.span)).toSorted((a, b) => a - b),
    optional,
    number: (name) => optional(name) ?? refuse(name, `Missing number "${name}" of ${spec.name}`),
    word(name) {
      const expression = bound.get(name)?.value;
      const { words = [], default: fallback } = parameterOf(name);
      if (!expression) return String(fallback);
      if (expression.is === "name" && words.includes(expression.name)) return expression.name;
      const found = expression.is === "name" ? `"${expression.name}"` : "an expression";
      return refuse(
        name,
        `Unknown value ${found} for "${name}" of ${spec.name}`,
        `one of: ${words.join(", ")}`,
      );
    },
    refuse,
    unify(types, name): TensorType {
      const unified = unify(types);
      if ("dims" in unified) return unified;
      const [one, other] = unified.sizes;
      return refuse(
        name,
        `Cannot align ${
          types.map(showType).join(" with ")
        }: axis ${unified.axis} is ${one} in one and ${other} in another`,
      );
    },
  };
}

/** What is read of every entry of a list of axes, each another. */
function once<T>(entries: readonly Expression[], read: (entry: Expression) => T): T[] {
  const found = entries.map(read);
  const twice = entries.find((_, i) => found.indexOf(found[i]!) < i);
  if (twice) throw new ExpressionError("The axis is named twice", twice.span);
  return found;
}

function readNumber(
  { name, default: fallback, bounds = {} }: Parameter,
  expression: Expression | undefined,
  scope: Scope,
): number | undefined {
  if (!expression) return typeof fallback === "number" ? fallback : undefined;
  const value = numberArgument(name, expression, scope);
  const wanted = outOfBounds(value, bounds);
  if (!wanted) return value;
  throw new ExpressionError(`${name} must be ${wanted}: current value is ${value}`, expression.span);
}
