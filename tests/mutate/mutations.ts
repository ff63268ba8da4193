/** The single changes that a source can have: each is a mistake that a person could make and that types often let pass. */
import ts from "typescript";

/** One change of a source text. */
export interface Mutation {
  readonly begin: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
  readonly kind: string;
}

const OPERATORS: Readonly<Record<string, readonly [string, string]>> = {
  "<": ["<=", "bound"],
  "<=": ["<", "bound"],
  ">": [">=", "bound"],
  ">=": [">", "bound"],
  "===": ["!==", "comparison"],
  "!==": ["===", "comparison"],
  "&&": ["||", "logic"],
  "||": ["&&", "logic"],
  "+": ["-", "arithmetic"],
  "-": ["+", "arithmetic"],
  "*": ["/", "arithmetic"],
  "/": ["*", "arithmetic"],
  "%": ["*", "arithmetic"],
  "**": ["*", "arithmetic"],
  ">>>": ["<<", "arithmetic"],
  ">>": ["<<", "arithmetic"],
  "<<": [">>", "arithmetic"],
  "+=": ["-=", "arithmetic"],
  "-=": ["+=", "arithmetic"],
  "*=": ["/=", "arithmetic"],
};

const TWINS: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  round: "floor",
  some: "every",
  every: "some",
  find: "findLast",
  findLast: "find",
  isFinite: "isNaN",
};

/** Calls that only change their receiver's items, so that the receiver can stand for them. */
const STEPS = new Set(["filter", "sort", "toSorted", "reverse", "toReversed", "trim", "slice"]);

/** Calls whose arguments may be swapped. */
const COMMUTES = new Set(["add", "mul", "equal", "notEqual", "max", "min", "maximum", "minimum", "hypot"]);

const CLOSES =
  /^(dispose|disposeMoments|close|release|clear|clearTape|clearTimeout|remove|removeSync|unref|abort|give)$/;

/** Every mutation of a source, in the order of its text. */
export function mutationsOf(text: string): Mutation[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const add = (node: ts.Node, replacement: string, kind: string) => {
    found.push({ begin: node.getStart(source), end: node.end, text: replacement, kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    mutate(node, source, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.begin - b.begin || a.end - b.end);
}

type Add = (node: ts.Node, replacement: string, kind: string) => void;

function mutate(node: ts.Node, source: ts.SourceFile, add: Add): void {
  const textOf = (part: ts.Node) => part.getText(source);
  if (ts.isBinaryExpression(node)) mutateBinary(node, textOf, add);
  else if (ts.isNumericLiteral(node)) add(node, changedNumber(textOf(node)), "number");
  else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, "false", "truth");
  else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, "true", "truth");
  else if (ts.isPrefixUnaryExpression(node)) mutatePrefix(node, textOf, add);
  else if (ts.isPostfixUnaryExpression(node)) {
    const plus = node.operator === ts.SyntaxKind.PlusPlusToken;
    add(node, `${textOf(node.operand)}${plus ? "--" : "++"}`, "arithmetic");
  } else if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    add(node, `${textOf(condition)} ? ${textOf(whenFalse)} : ${textOf(whenTrue)}`, "swapped branches");
  } else if (ts.isAwaitExpression(node)) {
    if (!isReturned(node)) add(node, textOf(node.expression), "removed await");
  } else if (ts.isCallExpression(node)) mutateCall(node, textOf, add);
  else if (ts.isExpressionStatement(node)) dropStatement(node, add);
  else if (ts.isContinueStatement(node) || ts.isBreakStatement(node) || ts.isThrowStatement(node)) {
    add(node, ";", "dropped statement");
  } else if (ts.isReturnStatement(node) && !node.expression) add(node, ";", "dropped statement");
  else if (ts.isIfStatement(node) && !node.elseStatement) add(node, ";", "dropped statement");
  else if (ts.isVariableDeclarationList(node) && /^(await )?using\b/.test(textOf(node))) {
    add(node, textOf(node).replace(/^(await )?using\b/, "const"), "dropped disposal");
  }
}

/** Whether a promise is what an asynchronous function gives back, so that waiting for it there changes nothing. */
function isReturned(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) return isReturned(parent);
  if (ts.isArrowFunction(parent)) return true;
  if (!ts.isReturnStatement(parent)) return false;
  const around = ts.findAncestor(parent, (at) => ts.isFunctionLike(at) || ts.isTryStatement(at));
  return around === undefined || !ts.isTryStatement(around);
}

function mutateBinary(node: ts.BinaryExpression, textOf: (node: ts.Node) => string, add: Add): void {
  const { left, right, operatorToken } = node;
  const operator = textOf(operatorToken);
  if (operator === "??") return add(node, textOf(left), "dropped default");
  const change = OPERATORS[operator];
  const isText = [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  if (change && !isText) add(operatorToken, ...change);
}

function mutatePrefix(node: ts.PrefixUnaryExpression, textOf: (node: ts.Node) => string, add: Add): void {
  if (node.operator === ts.SyntaxKind.ExclamationToken) add(node, textOf(node.operand), "logic");
  if (node.operator === ts.SyntaxKind.MinusToken) add(node, textOf(node.operand), "arithmetic");
}

function mutateCall(node: ts.CallExpression, textOf: (node: ts.Node) => string, add: Add): void {
  const { expression, arguments: given } = node;
  const [first, second] = given;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : textOf(expression);
  if (first && second && textOf(first) !== textOf(second) && !COMMUTES.has(called)) {
    const rest = given.slice(2).map(textOf);
    add(
      node,
      `${textOf(expression)}(${[textOf(second), textOf(first), ...rest].join(", ")})`,
      "swapped arguments",
    );
  }
  if (!ts.isPropertyAccessExpression(expression)) return;
  const name = textOf(expression.name);
  const twin = TWINS[name];
  if (twin) add(expression.name, twin, "twin");
  if (STEPS.has(name)) add(node, textOf(expression.expression), "dropped step");
}

function dropStatement(node: ts.ExpressionStatement, add: Add): void {
  const call = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
  const called = ts.isCallExpression(call) ? call.expression : undefined;
  const name = called && (ts.isPropertyAccessExpression(called) ? called.name.text : called.getText());
  add(node, ";", name && CLOSES.test(name) ? "dropped disposal" : "dropped statement");
}

/** The next whole number, or half as much again. */
function changedNumber(text: string): string {
  const value = Number(text.replaceAll("_", ""));
  return String(Number.isInteger(value) && Math.abs(value) < 1e6 ? value + 1 : value * 1.5);
}
