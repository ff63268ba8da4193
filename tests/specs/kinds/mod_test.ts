import assert from "node:assert/strict";
import { z } from "zod";
import { block } from "../../../specs/kinds/blocks/block.ts";
import { type FunctionSpec, signal } from "../../../specs/kinds/functions/function.ts";
import { kind } from "../../../specs/kinds/kind.ts";
import { extendVocabulary, VOCABULARY } from "../../../specs/kinds/mod.ts";
import { SCALAR } from "../../../specs/types.ts";
import { compileSmall } from "../compile/small.ts";

const functionOf = (name: string): FunctionSpec => ({
  name,
  summary: "As it is",
  parameters: [signal("x", "Operand")],
  result: (args) => ({ type: args.signal("x") }),
});
const blockOf = (kind: string) =>
  block({
    kind,
    summary: "Nothing",
    inputs: [],
    options: () => z.strictObject({}),
    build: () => ({ type: SCALAR, parameters: [], options: {}, multiplyAdds: 0 }),
  });

const kindOf = (word: string) => kind({ kind: word, summary: "Nothing", options: () => z.strictObject({}) });

Deno.test("extendVocabulary() adds kinds of every family, which recipes know where it is given", () => {
  const [f, b] = [functionOf("test_same"), blockOf("test_nothing")];
  const extended = extendVocabulary(VOCABULARY, "/mine.ts", {
    functions: [f],
    blocks: [b],
    suppressions: [kindOf("test_some")],
  });
  assert.deepEqual([...extended.extensions], ["/mine.ts"]);
  assert.equal(extended.functions.get("test_same"), f);
  assert.equal(extended.blocks.get("test_nothing"), b);
  const text =
    "mining: { a: test_same(x), b: { kind: test_nothing } }\nuse: { mine: /mine.ts }\ninference: { suppress: test_some }";
  assert.throws(() => compileSmall(text), /Unknown function "test_same"/);
  const { nodes, recipe } = compileSmall(text, [], extended);
  const ops = new Set(nodes.map(({ op }) => op));
  assert.ok(ops.has("test_same") && ops.has("test_nothing"));
  assert.deepEqual(recipe.inference.suppress, { kind: "test_some" });
});

for (
  const [what, additions] of Object.entries({
    sum: { functions: [functionOf("test_new"), functionOf("sum")] },
    conv1d: { blocks: [blockOf("test_new"), blockOf("conv1d")] },
    nms: { suppressions: [kindOf("nms")] },
    test_both: { functions: [functionOf("test_both")], blocks: [blockOf("test_both")] },
  })
) {
  Deno.test(`extendVocabulary() refuses the name ${what}, which is taken`, () => {
    assert.throws(() => extendVocabulary(VOCABULARY, "/f.ts", additions), {
      name: "RangeError",
      message: `"${what}" is there already`,
    });
  });
}
