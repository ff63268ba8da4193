import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { compileFile } from "../../../pipeline/cli/load.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { write } from "./written.ts";

const RUNS: readonly (readonly [what: string, run: string, expected: RegExp])[] = [
  ["throws null", "() => { throw null }", /"thing_\d+" of extension ".*e.ts" fails: it threw null/],
  ["fails", "() => undefined.x", /fails: Cannot read .*, at .*e.ts:13:\d+/],
  ["ends the process", "() => Deno.exit(0)", /fails: It calls Deno.exit\(0\)/],
  ["gives a number", "() => 5", /gives no tensor/],
  ["gives a promise", "async ({ inputs: [x] }) => x", /gives a promise/],
  [
    "gives another shape",
    "({ inputs: [x] }) => tf.sum(x)",
    /gives a tensor \[\], and its type is \[B, T, D=4\]/,
  ],
  [
    "gives another width",
    "({ inputs: [x] }) => tf.concat([x, x], 2)",
    /gives a tensor \[1, 2, 8\], and its type/,
  ],
  [
    "gives truth values",
    "({ inputs: [x] }) => tf.greater(x, 0)",
    /gives a tensor of bool, and must give float32/,
  ],
  [
    "disposes of its value",
    "({ inputs: [x] }) => { const y = tf.add(x, 1); y.dispose(); return y; }",
    /disposed of/,
  ],
];

for (const [what, run, expected] of RUNS) {
  Deno.test(`an extension whose run ${what} is blamed when it runs`, async () => {
    const { folder, recipe } = write(`export const functions = [{ spec, run: ${run} }];`);
    const { program, language } = await compileFile(recipe, { read: Deno.readTextFileSync });
    const model = createModel(program, await openEngine("cpu"), { kinds: language?.kinds });
    const features = tf.zeros([1, 2, 48]);
    try {
      assert.throws(() => forward(model, new Map([["features", features]]), ["mine"]), (error) => {
        assert.ok(error instanceof RunError, String(error));
        assert.match(error.message, expected);
        return true;
      });
    } finally {
      features.dispose();
      model.dispose();
      Deno.removeSync(folder, { recursive: true });
    }
  });
}
