import assert from "node:assert/strict";
import { collectGroups, withOthers } from "../../../specs/diagnostics/alike.ts";

/** The messages that a collection of at most `limit` groups tells of mistakes, each a kind and a name. */
function told(limit: number, ...mistakes: [kind: string | undefined, name: string][]): [string[], number] {
  const groups = collectGroups<string>(limit);
  for (const [kind, name] of mistakes) {
    groups.add(() => `wrong: ${name}`, kind === undefined ? undefined : { kind, example: `"${name}"` });
  }
  return [groups.all.map((group) => withOthers(group.first, group)), groups.hidden];
}

Deno.test("collectGroups() tells the mistakes of a kind as one, with a count and three examples", () => {
  assert.deepEqual(told(10, ["x", "a"], ["y", "b"], ["x", "c"]), [
    ['wrong: a, and 1 more: "c"', "wrong: b"],
    0,
  ]);
  assert.deepEqual(told(10, ["x", "a"], ["x", "a"], ["x", "a"]), [["wrong: a, and 2 more"], 0]);
  const many = Array.from({ length: 300 }, (_, i): [string, string] => ["x", String(i)]);
  assert.deepEqual(told(10, ...many), [['wrong: 0, and 299 more: "1", "2", ...'], 0]);
});

Deno.test("collectGroups() counts what no longer fits, and mistakes without a kind one by one", () => {
  assert.deepEqual(
    told(2, [undefined, "a"], ["x", "b"], [undefined, "c"], ["y", "d"], ["x", "e"], ["y", "f"]),
    [
      ["wrong: a", 'wrong: b, and 1 more: "e"'],
      3,
    ],
  );
});
