import assert from "node:assert/strict";
import { parseExpression } from "../../../../specs/expression/parse.ts";
import type { Expression } from "../../../../specs/expression/parts.ts";
import { INSTEAD_OF, OF_TWO } from "../../../../specs/kinds/functions/instead.ts";
import { FUNCTIONS } from "../../../../specs/kinds/functions/mod.ts";

Deno.test("what to write instead of a function is a call that the language has", () => {
  for (const [name, write] of [...INSTEAD_OF, ...OF_TWO]) {
    if (INSTEAD_OF.has(name)) assert.ok(!FUNCTIONS.has(name), `${name} is a function`);
    const calls = [...write.matchAll(/-?\w+\([^()]*(?:\([^()]*\)[^()]*)*\)(?: \^ 2)?/g)].map(([text]) =>
      text
    );
    for (const text of calls) {
      for (const used of callsOf(parseExpression(text))) {
        assert.ok(FUNCTIONS.has(used), `${used} in "${write}"`);
      }
    }
    for (const used of write.matchAll(/\b(\w+)\(/g)) {
      assert.ok(FUNCTIONS.has(used[1]!), `${used[1]} in "${write}"`);
    }
  }
});

function callsOf(expression: Expression): string[] {
  if (expression.is !== "call") return [];
  return [expression.name, ...expression.args.flatMap(({ value }) => callsOf(value))];
}
