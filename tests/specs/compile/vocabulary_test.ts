import assert from "node:assert/strict";
import { z } from "zod";
import { block } from "../../../specs/kinds/blocks/block.ts";
import {
  extendVocabulary,
  isLoaded,
  KNOWN_BLOCKS,
  KNOWN_FUNCTIONS,
} from "../../../specs/compile/vocabulary.ts";
import { type FunctionSpec, signal } from "../../../specs/kinds/functions/function.ts";
import { SCALAR } from "../../../specs/types.ts";
import { compileSmall } from "./small.ts";

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

Deno.test("extendVocabulary() adds functions and blocks that recipes then know", () => {
  const [f, b] = [functionOf("test_same"), blockOf("test_nothing")];
  assert.equal(isLoaded("/mine.ts"), false);
  assert.throws(() => compileSmall("mining: { a: test_same(x) }"), /Unknown function "test_same"/);
  extendVocabulary("/mine.ts", [f], [b]);
  assert.deepEqual([isLoaded("/mine.ts"), isLoaded("/other.ts"), isLoaded("mine.ts")], [true, false, false]);
  assert.equal(KNOWN_FUNCTIONS.get("test_same"), f);
  assert.equal(KNOWN_BLOCKS.get("test_nothing"), b);
  const { nodes } = compileSmall(
    "mining: { a: test_same(x), b: { kind: test_nothing } }\nuse: { mine: /mine.ts }",
  );
  const ops = new Set(nodes.map(({ op }) => op));
  assert.ok(ops.has("test_same") && ops.has("test_nothing"));
});

Deno.test("extendVocabulary() refuses a name that is taken, and adds nothing of that file", () => {
  const [sum, conv1d] = [KNOWN_FUNCTIONS.get("sum"), KNOWN_BLOCKS.get("conv1d")];
  assert.throws(
    () => extendVocabulary("/f.ts", [functionOf("test_new"), functionOf("sum")], [blockOf("test_new")]),
    {
      name: "RangeError",
      message: '"sum" is there already',
    },
  );
  assert.throws(
    () => extendVocabulary("/b.ts", [functionOf("test_new")], [blockOf("test_new"), blockOf("conv1d")]),
    {
      name: "RangeError",
      message: '"conv1d" is there already',
    },
  );
  assert.deepEqual([KNOWN_FUNCTIONS.get("sum"), KNOWN_BLOCKS.get("conv1d")], [sum, conv1d]);
  assert.deepEqual([KNOWN_FUNCTIONS.has("test_new"), KNOWN_BLOCKS.has("test_new")], [false, false]);
  assert.deepEqual([isLoaded("/f.ts"), isLoaded("/b.ts")], [false, false]);
});
