/** Compiles an expression: resolves its names, infers its type and adds its nodes. */
import { suggest } from "../diagnostics/suggest.ts";
import { parseExpression } from "../expression/parse.ts";
import type { ScalarTree } from "../load/tree.ts";
import { foldOperator } from "../expression/constant.ts";
import {
  type Argument,
  type CallExpression,
  type Chain,
  chainOf,
  type Expression,
  ExpressionError,
  type Name,
} from "../expression/parts.ts";
import { INSTEAD_OF } from "../kinds/functions/instead.ts";
import { SCALAR } from "../types.ts";
import { applyFunction, compileFunction } from "./function.ts";
import { compileBlockAgain } from "./block_again.ts";
import { compileAgain, compileMacro } from "./macro.ts";
import { constantOf } from "./number.ts";
import { AlreadyReported, reportExpression } from "../expression/reported.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/**
 * Compiles an expression in a scope.
 *
 * @throws {ExpressionError} At the characters that are wrong.
 */
export function compileExpression(expression: Expression, scope: Scope): Value {
  const chain = chainOf(expression);
  return scope.effort.nested(expression.span, scope.signal, 1 + 2 * chain.calls.length, () => {
    return chain.calls.length > 0 ? compileChain(chain, scope) : compileSingle(expression, scope);
  });
}

/** Compiles the text of an expression; a mistake is reported and gives undefined. */
export function compileText(tree: ScalarTree, scope: Scope): Value | undefined {
  try {
    return compileExpression(parseExpression(String(tree.value)), scope);
  } catch (error) {
    reportExpression(error, tree, scope.diagnostics, scope.within);
    return undefined;
  }
}

/** Compiles operators from the left to the right; those of constants before the first signal are one constant. */
function compileChain({ first, calls }: Chain, scope: Scope): Value {
  let constant = constantOf(first, scope);
  let left = constant === undefined ? attempt(() => compileSingle(first, scope)) : undefined;
  for (const call of calls) {
    const [, { value: second }] = call.args as [Argument, Argument];
    const folded = constant === undefined
      ? undefined
      : foldOperator(call, constant, constantOf(second, scope));
    if (folded !== undefined) constant = folded;
    else {
      left ??= addConstant(constant!, scope);
      constant = undefined;
      left = compileOperator(call, left, second, scope);
    }
  }
  if (left === "reported") throw new AlreadyReported();
  return left ?? addConstant(constant!, scope);
}

/** The right side is looked at although the left one is wrong. */
function compileOperator(
  call: CallExpression,
  left: Value | "reported",
  second: Expression,
  scope: Scope,
): Value | "reported" {
  const right = attempt(() => compileExpression(second, scope));
  if (left === "reported" || right === "reported") return "reported";
  const spec = scope.vocabulary.functions.get(call.name)!;
  return applyFunction(spec, call, new Map([["a", [left]], ["b", [right]]]), scope);
}

function attempt(compile: () => Value): Value | "reported" {
  try {
    return compile();
  } catch (error) {
    if (error instanceof AlreadyReported) return "reported";
    throw error;
  }
}

function addConstant(value: number, { builder, signal }: Scope): Value {
  return builder.add({ op: "constant", type: SCALAR, signal, options: { value } });
}

function compileSingle(expression: Expression, scope: Scope): Value {
  const constant = constantOf(expression, scope);
  if (constant !== undefined) return addConstant(constant, scope);
  if (expression.is === "name") {
    const value = scope.signalOf(expression.name, expression.span);
    if (value) return value;
    throw unknownName(expression, scope);
  }
  if (expression.is === "call") return compileCall(expression, scope);
  throw new ExpressionError("A list is only an argument, for instance of concat", expression.span);
}

function unknownName({ name, span }: Name, scope: Scope): ExpressionError {
  const removal = scope.removal(name);
  if (!removal) {
    const hint = scope.inputHint(name) ?? suggest(name, scope.names);
    return new ExpressionError(`Unknown signal "${name}"`, span, hint);
  }
  const { place, user: [section, user] } = removal;
  const line = place.file === "--set" ? `--set ${section}.${user}=null` : `${section}: { ${user}: null }`;
  return new ExpressionError(
    `"${name}" is removed here, but ${section}.${user} uses it`,
    span,
    `remove that too, ${line}, or write it without "${name}"`,
    { place },
  );
}

function compileCall(call: CallExpression, scope: Scope): Value {
  const { functions, macros } = scope.vocabulary;
  const spec = functions.get(call.name);
  if (macros.has(call.name) && !macros.get(call.name)) return passOver(call, scope);
  if (spec) return compileFunction(spec, call, scope);
  const { made, block } = scope.called(call.name, call.head) ?? {};
  const macro = macros.get(call.name);
  if (block && !macro) return compileBlockAgain(block, call, scope);
  if (made && (made.macro.isModule || !macro)) return compileAgain(made, call, scope);
  if (macro) return compileMacro(macro, call, scope);
  throw unknownFunction(call, scope);
}

function unknownFunction({ name, head }: CallExpression, scope: Scope): ExpressionError {
  if (scope.names().includes(name)) {
    return new ExpressionError(
      `"${name}" is no function`,
      head,
      "a signal is called where a block or a module makes it",
    );
  }
  const { functions, macros, blocks } = scope.vocabulary;
  return new ExpressionError(
    `Unknown function "${name}"`,
    head,
    INSTEAD_OF.get(name) ??
      (blocks.has(name)
        ? `it is a kind of block, write a map: { kind: ${name}, in: ... }`
        : suggest(name, [...new Set([...scope.callable(), ...functions.keys(), ...macros.keys()])])),
  );
}

/**
 * Looks at the arguments of a call of a macro that is wrong; those of one that has a function's name may be axes.
 *
 * @throws {ExpressionError} At a mistake in an argument.
 * @throws {AlreadyReported} Otherwise.
 */
function passOver(call: CallExpression, scope: Scope): never {
  const values = scope.vocabulary.functions.has(call.name) ? [] : call.args;
  for (const { value } of values) {
    try {
      compileExpression(value, scope);
    } catch (error) {
      if (!(error instanceof AlreadyReported)) throw error;
    }
  }
  throw new AlreadyReported();
}
