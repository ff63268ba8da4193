/** Macros: functions and modules written in YAML, expanded where they are called or make a signal. */
import { type Argument, type CallExpression, ExpressionError, type TextSpan } from "../expression/parts.ts";
import type { ScalarTree } from "../load/tree.ts";
import { bindArguments } from "./arguments.ts";
import type { Macro, Step } from "./definition.ts";
import { type MacroAxes, macroAxes } from "./macro_axes.ts";
import { numberArgument } from "./number.ts";
import { AlreadyReported, reportExpression } from "../expression/reported.ts";
import type { Scope } from "./scope.ts";
import type { Numbers } from "../expression/constant.ts";
import { type Made, type Value, valueOf } from "./value.ts";
import { isNumber } from "../program.ts";

/**
 * Expands a call.
 *
 * @throws {ExpressionError} When the arguments do not fit the inputs, or the macro holds blocks.
 * @throws {AlreadyReported} When a step is wrong.
 */
export function compileMacro(macro: Macro, call: CallExpression, scope: Scope): Value {
  const { name, inputs, options } = macro;
  if (macro.isModule) {
    const entry = ["kind: " + name, ...[...inputs.keys()].map((input) => `${input}: ..`)].join(", ");
    throw new ExpressionError(
      `"${name}" holds blocks, whose weights a signal must own`,
      call.head,
      `declare one, for instance made: { ${entry} }, and use that`,
    );
  }
  const bound = bindArguments(call, [
    ...[...inputs.keys()].map((name) => ({ name, required: true })),
    ...[...options.keys()].map((name) => ({ name, required: false })),
  ]);
  return expandCall(macro, { call, bound, owner: undefined }, scope);
}

/**
 * Expands the call of a signal that a module made: with the signal's options and weights, and random streams of the
 * call's own.
 *
 * @throws {ExpressionError} When the arguments do not fit the inputs, or there are no weights to use again.
 * @throws {AlreadyReported} When a step is wrong.
 */
export function compileAgain({ macro, owner, options }: Made, call: CallExpression, scope: Scope): Value {
  if (!macro.isModule) {
    throw new ExpressionError(
      `"${call.name}" has no weights to use again`,
      call.head,
      `call ${macro.name}(..) itself`,
    );
  }
  const bound = bindArguments(call, [...macro.inputs.keys()].map((name) => ({ name, required: true })));
  return expandCall({ ...macro, options }, { call, bound, owner }, scope);
}

interface Expandable {
  readonly call: CallExpression;
  readonly bound: ReadonlyMap<string, Argument>;
  readonly owner: string | undefined;
}

function expandCall(macro: Macro, { call, bound, owner }: Expandable, scope: Scope): Value {
  refuseCycle(macro, call.head, scope);
  const inputs = new Map([...macro.inputs.keys()].map((name) => {
    const { value: expression } = bound.get(name)!;
    return [name, { value: scope.compile.expression(expression, scope), span: expression.span }] as const;
  }));
  const options = new Map([...macro.options].map(([name, fallback]) => {
    const expression = bound.get(name)?.value;
    return [name, expression ? numberArgument(name, expression, scope) : fallback] as const;
  }));
  const { value: { node, type }, steps, axes } = expand(macro, { inputs, options }, {
    ...scope,
    signal: `${scope.signal}.${macro.name}`,
    owner,
    within: `in ${macro.name}, called by ${scope.signal}`,
  });
  const value = { node, type: axes.release(type, call.head) };
  if (owner === undefined) return value;
  return { ...value, made: { macro, owner, options, steps: seenOutside(steps, axes) } };
}

/** The steps of an expansion, and those within them, with the axes in force where the macro is used. */
export function seenOutside(
  steps: ReadonlyMap<string, Value>,
  axes: Pick<MacroAxes, "look">,
): Map<string, Value> {
  return new Map([...steps].map(([name, value]) => {
    const { made } = value;
    const type = axes.look(value.type);
    return [name, { ...value, type, made: made && { ...made, steps: seenOutside(made.steps, axes) } }];
  }));
}

/**
 * Refuses a macro that is being expanded.
 *
 * @throws {ExpressionError} At `span`.
 */
export function refuseCycle({ name }: Macro, span: TextSpan, { expanding }: Scope): void {
  if (!expanding.includes(name)) return;
  throw new ExpressionError(
    `Cyclic use: ${[...expanding, name].join(" -> ")}`,
    span,
    "a macro cannot use itself",
  );
}

/** What an expansion works on. */
export interface Given {
  readonly inputs: ReadonlyMap<string, Input>;
  readonly options: ReadonlyMap<string, number>;
}

/** The value of an input, and the characters that it was read from. */
export interface Input {
  readonly value: Value;
  readonly span: TextSpan;
  /** The text of the characters, where it is one of its own. */
  readonly tree?: ScalarTree;
}

/** What an expansion gives, with the macro's names of axes. */
export interface Expansion {
  readonly value: Value;
  /** The steps that the result needs, in order of need; after them, of a module, the others. */
  readonly steps: ReadonlyMap<string, Value>;
  readonly axes: MacroAxes;
}

/**
 * Expands a macro. `scope` has the names that its nodes and weights get.
 *
 * @throws {ExpressionError} At an input that does not fit.
 * @throws {AlreadyReported} When an input with a text of its own or a step is wrong.
 */
export function expand(macro: Macro, { inputs, options }: Given, scope: Scope): Expansion {
  const axes = macroAxes(macro.name);
  const known = bindInputs(macro, inputs, axes, scope);
  const steps = new Map<string, Value>();
  const open: string[] = [];
  const own = new Set([...macro.inputs.keys(), ...macro.options.keys(), ...macro.steps.keys()]);
  const numbers: Numbers = {
    get: (name) => own.has(name) ? options.get(name) : scope.recipe.get(name),
    names: () => [...macro.options.keys(), ...scope.recipe.names()],
  };
  const find = (name: string, span: TextSpan): Value | undefined => {
    const value = known.get(name) ?? steps.get(name);
    const step = macro.steps.get(name);
    if (value || !step) return value;
    if (open.includes(name)) {
      throw new ExpressionError(
        `Cyclic use: ${[...open.slice(open.indexOf(name)), name].join(" -> ")}`,
        span,
      );
    }
    open.push(name);
    const made = compile(step, name);
    open.pop();
    steps.set(name, made);
    return made;
  };
  const isMade = (name: string) => macro.steps.get(name)?.is === "block";
  const compile = (step: Step, name?: string): Value => {
    const at = (whole: string) => name === undefined ? whole : `${whole}.${name}`;
    const inner: Scope = {
      ...scope,
      expanding: [...scope.expanding, macro.name],
      signal: at(scope.signal),
      owner: scope.owner === undefined ? undefined : at(scope.owner),
      numbers,
      names: () => [...own, ...scope.recipe.names()],
      callable: () => [...macro.steps.keys()].filter(isMade),
      removal: () => undefined,
      inputHint: (name) =>
        scope.inputHint(name) !== undefined || scope.names().includes(name)
          ? `a macro sees constants, but no signals: make it an input of ${macro.name}`
          : undefined,
      signalOf: (wanted, span) => valueOf(wanted, (each) => find(each, span)),
      called: (wanted, span) => valueOf(wanted, (each) => isMade(each) ? find(each, span) : undefined),
    };
    const { places } = scope.builder;
    if (!places.has(inner.signal)) places.set(inner.signal, step.tree.place);
    if (step.is === "block") return scope.compile.block(step, inner);
    try {
      return scope.compile.expression(step.expression, inner);
    } catch (error) {
      reportExpression(error, step.tree, scope.diagnostics, scope.within);
      throw new AlreadyReported();
    }
  };
  const value = compile(macro.result);
  for (const name of macro.isModule ? macro.steps.keys() : []) find(name, { offset: 0, length: 0 });
  return { value, steps, axes };
}

/** The inputs under the macro's names of axes; a constant stays one, which broadcasts wherever it is used. */
function bindInputs(
  macro: Macro,
  inputs: ReadonlyMap<string, Input>,
  axes: MacroAxes,
  { builder, diagnostics }: Scope,
): Map<string, Value> {
  const isConstant = ({ node }: Value) => isNumber(builder.nodes[node]!);
  const bound = [...inputs].map(([name, { value, span, tree }]) => {
    if (isConstant(value)) return [name, value] as const;
    try {
      return [name, { ...value, type: axes.bind(name, macro.inputs.get(name)!, value.type, span) }] as const;
    } catch (error) {
      if (!tree) throw error;
      reportExpression(error, tree, diagnostics);
      throw new AlreadyReported();
    }
  });
  return new Map(
    bound.map(([name, value]) => [
      name,
      isConstant(value) ? value : { node: value.node, type: axes.bindOthers(name, value.type) },
    ]),
  );
}
