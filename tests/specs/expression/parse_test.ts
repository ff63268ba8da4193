import assert from "node:assert/strict";
import fc from "fast-check";
import { parseExpression } from "../../../specs/expression/parse.ts";
import { type Argument, type Expression, ExpressionError } from "../../../specs/expression/parts.ts";

const SIGNS: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "^",
  greater: ">",
  less_equal: "<=",
  not_equal: "!=",
};

/** A tree without its places; a negative number is a negated one. */
type Bare =
  | { readonly number: number }
  | { readonly name: string }
  | { readonly list: readonly Bare[] }
  | { readonly call: string; readonly args: readonly (readonly [string | undefined, Bare])[] };

function bare(expression: Expression): Bare {
  switch (expression.is) {
    case "number":
      return { number: expression.value };
    case "name":
      return { name: expression.name };
    case "list":
      return { list: expression.items.map(bare) };
    case "call":
      return {
        call: expression.name,
        args: expression.args.map((arg: Argument) => [arg.name, bare(arg.value)] as const),
      };
  }
}

/** Writes a tree with every operator in parentheses. */
function print(tree: Bare): string {
  if ("number" in tree) return String(tree.number);
  if ("name" in tree) return tree.name;
  if ("list" in tree) return `[${tree.list.map(print).join(", ")}]`;
  const args = tree.args.map(([name, value]) =>
    name === undefined ? print(value) : `${name}=${print(value)}`
  );
  const sign = SIGNS[tree.call];
  if (sign && args.length === 2) return `(${args[0]} ${sign} ${args[1]})`;
  return `${tree.call}(${args.join(", ")})`;
}

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,4}(\.[a-z]{1,3})?$/);
const operator = fc.constantFrom(...Object.keys(SIGNS));
const { tree } = fc.letrec<{ tree: Bare; leaf: Bare; call: Bare }>((tie) => ({
  leaf: fc.oneof(
    fc.double({ min: 0, max: 1e6, noNaN: true }).filter((n) => !Object.is(n, -0)).map((number) => ({
      number,
    })),
    name.map((each) => ({ name: each })),
  ),
  call: fc.oneof(
    fc.tuple(operator, tie("tree"), tie("tree")).map(([call, a, b]) => ({
      call,
      args: [[undefined, a], [undefined, b]] as const,
    })),
    fc.tuple(
      name,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.array(fc.tuple(name, tie("tree")), { maxLength: 2 }),
    )
      .map(([call, placed, named]) => ({
        call,
        args: [
          ...placed.map((each) => [undefined, each] as const),
          ...named.filter(([n]) => !n.includes(".")),
        ],
      })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((list) => ({ list })),
  ),
  tree: fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("leaf"), tie("call")),
}));

Deno.test("parseExpression() reads back every tree that is written", () => {
  fc.assert(fc.property(tree, (each) => {
    assert.deepEqual(bare(parseExpression(print(each))), each);
  }));
});

Deno.test("parseExpression() knows the characters of every name and number", () => {
  const check = (text: string, expression: Expression): void => {
    const part = text.slice(expression.span.offset, expression.span.offset + expression.span.length);
    if (expression.is === "name") assert.equal(part, expression.name);
    else if (expression.is === "number") assert.equal(Number(part), expression.value);
    else if (expression.is === "list") expression.items.forEach((item) => check(text, item));
    else expression.args.forEach((arg) => check(text, arg.value));
  };
  fc.assert(fc.property(tree, (each) => check(print(each), parseExpression(print(each)))));
});

Deno.test("parseExpression() never fails but with an ExpressionError within the text", () => {
  const word = fc.constantFrom(
    "a",
    "1",
    ".5",
    "(",
    ")",
    "[",
    "]",
    ",",
    "=",
    ">",
    "-",
    "*",
    "^",
    " ",
    "\n",
    "é",
    "1e",
  );
  fc.assert(fc.property(fc.array(word, { maxLength: 12 }), (words) => {
    const text = words.join("");
    try {
      parseExpression(text);
    } catch (error) {
      assert.ok(error instanceof ExpressionError);
      assert.ok(error.span.offset >= 0 && error.span.offset <= Math.max(0, text.length - 1), text);
    }
  }));
});

Deno.test("parseExpression() binds * before +, ^ before a sign, and from the left", () => {
  const cases: Record<string, string> = {
    "a + b * c": "(a + (b * c))",
    "a - b - c": "((a - b) - c)",
    "a / b / c": "((a / b) / c)",
    "a * b ^ 2": "(a * (b ^ 2))",
    "-x ^ 2": "negate((x ^ 2))",
    "2 ^ -x": "(2 ^ negate(x))",
    "a ^ b ^ c": "(a ^ (b ^ c))",
    "a + b > c * d": "((a + b) > (c * d))",
    "--x": "negate(negate(x))",
    "a - -1": "(a - -1)",
    "f(x, k=1 + 2)": "f(x, k=(1 + 2))",
  };
  for (const [text, meaning] of Object.entries(cases)) {
    assert.equal(print(bare(parseExpression(text))), meaning, text);
  }
});

Deno.test("parseExpression() takes line breaks as blanks", () => {
  const text = "mean(\n  x,\r\n\tT\n)\n";
  assert.deepEqual(bare(parseExpression(text)), bare(parseExpression("mean(x, T)")));
});
