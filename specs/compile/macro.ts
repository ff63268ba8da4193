/** Macros: functions written in YAML over expressions, expanded where they are called. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { parseExpression } from "../expression/parse.ts";
import { type Call, type Expression, ExpressionError } from "../expression/tree.ts";
import type { ScalarTree } from "../load/tree.ts";
import { bindArguments } from "./arguments.ts";
import type { Value } from "./builder.ts";
import { compileExpression } from "./expression.ts";
import { macroAxes } from "./macro_axes.ts";
import { numberOf } from "./number.ts";
import { AlreadyReported, type Scope } from "./scope.ts";

/** An expression with the text it was read from. */
export interface Step {
  readonly expression: Expression;
  readonly tree: ScalarTree;
}

/** A macro. */
export interface Macro {
  readonly name: string;
  /** Inputs with their axes, which are the macro's own variables, bound by position at each call. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly options: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<string, Step>;
  readonly result: Step;
  /** Where mistakes inside the macro go. */
  readonly diagnostics: Diagnostic[];
}

/** Parses a step; a mistake is reported and gives undefined. */
export function readStep(tree: ScalarTree, diagnostics: Diagnostic[]): Step | undefined {
  try {
    return { expression: parseExpression(String(tree.value)), tree };
  } catch (error) {
    reportExpression(error, tree, diagnostics);
    return undefined;
  }
}

/** Words a mistake in an expression with its place; other exceptions pass through. */
export function reportExpression(
  error: unknown,
  tree: ScalarTree,
  diagnostics: Diagnostic[],
  context?: string,
): void {
  if (error instanceof AlreadyReported) return;
  if (!(error instanceof ExpressionError)) throw error;
  const hint = [error.hint, context].filter((text) => text !== undefined).join("; ");
  diagnostics.push({
    message: error.message,
    place: error.place ?? tree.spot(error.span.offset, error.span.length),
    hint: hint === "" ? undefined : hint,
  });
}

/**
 * Expands a call.
 *
 * @throws {ExpressionError} When the arguments do not fit the inputs.
 * @throws {AlreadyReported} When a step is wrong.
 */
export function compileMacro(macro: Macro, call: Call, scope: Scope): Value {
  const bound = bindArguments(call, [
    ...[...macro.inputs.keys()].map((name) => ({ name, required: true })),
    ...[...macro.options.keys()].map((name) => ({ name, required: false })),
  ]);
  if (scope.expanding.includes(macro.name)) {
    throw new ExpressionError(
      `Cyclic use: ${[...scope.expanding, macro.name].join(" -> ")}`,
      call.head,
      "a macro cannot use itself",
    );
  }
  const axes = macroAxes(macro.name);
  const known = new Map<string, Value | number>();
  for (const [name, formal] of macro.inputs) {
    const { value: expression } = bound.get(name)!;
    const { node, type } = compileExpression(expression, scope);
    known.set(name, { node, type: axes.bind(name, formal, type, expression.span) });
  }
  for (const [name, value] of known) {
    if (typeof value === "object") known.set(name, { ...value, type: axes.bindIndices(value.type) });
  }
  for (const [name, fallback] of macro.options) {
    const expression = bound.get(name)?.value;
    known.set(name, expression ? numberOf(name, expression, scope) : fallback);
  }
  const { node, type } = compileSteps(macro, known, scope);
  return { node, type: axes.release(type, call.head) };
}

function compileSteps(macro: Macro, known: Map<string, Value | number>, scope: Scope): Value {
  const open: string[] = [];
  const names = () => [...macro.inputs.keys(), ...macro.options.keys(), ...macro.steps.keys()];
  const compile = (step: Step, name: string): Value => {
    const inner: Scope = {
      ...scope,
      expanding: [...scope.expanding, macro.name],
      signal: `${scope.signal}.${macro.name}${name === "" ? "" : `.${name}`}`,
      constants: () => [...macro.options.keys()],
      names,
      removal: () => undefined,
      constant(wanted) {
        const value = known.get(wanted);
        return typeof value === "number" ? value : undefined;
      },
      signalOf(wanted, span) {
        const value = known.get(wanted);
        if (typeof value === "object") return value;
        const next = macro.steps.get(wanted);
        if (!next) return undefined;
        if (open.includes(wanted)) {
          throw new ExpressionError(
            `Cyclic use: ${[...open.slice(open.indexOf(wanted)), wanted].join(" -> ")}`,
            span,
          );
        }
        open.push(wanted);
        const made = compile(next, wanted);
        open.pop();
        known.set(wanted, made);
        return made;
      },
    };
    scope.builder.places.set(inner.signal, step.tree.place);
    try {
      return compileExpression(step.expression, inner);
    } catch (error) {
      reportExpression(error, step.tree, macro.diagnostics, `in ${macro.name}, called by ${scope.signal}`);
      throw new AlreadyReported();
    }
  };
  return compile(macro.result, "");
}
