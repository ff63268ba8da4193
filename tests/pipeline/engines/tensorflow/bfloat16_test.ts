import assert from "node:assert/strict";
import { lacksBfloat16, thisMachine } from "../../../../pipeline/engines/tensorflow/bfloat16.ts";
import { needs } from "../../../needs.ts";

const CPUINFO = (flags: string) =>
  `processor\t: 0\nmodel name\t: avx512_bf16\nflags\t\t: fpu ${flags}\nbugs\t\t:\n`;
const machine = (flags: string) => ({ gpus: 0, oneDnn: "1", cpuinfo: CPUINFO(flags) });

Deno.test("lacksBfloat16() looks for instructions, and says which are not there", () => {
  assert.equal(lacksBfloat16(machine("avx512f avx512_bf16")), undefined);
  assert.equal(lacksBfloat16(machine("amx_bf16 amx_tile")), undefined);
  const without = lacksBfloat16(machine("avx2 avx512f avx512_bf16x"));
  assert.equal(
    without,
    "the processor does not have these products (neither avx512_bf16 nor amx_bf16)",
  );
});

Deno.test("lacksBfloat16() says what else stands in the way", () => {
  const able = machine("avx512_bf16");
  assert.match(lacksBfloat16({ ...able, gpus: 1 })!, /on a GPU/);
  assert.match(lacksBfloat16({ ...able, oneDnn: "0" })!, /^TF_ENABLE_ONEDNN_OPTS is 0/);
  assert.match(lacksBfloat16({ ...able, cpuinfo: undefined })!, /^nothing here says/);
  // As on ARM.
  assert.match(
    lacksBfloat16({ ...able, cpuinfo: "processor\t: 0\nFeatures\t: bf16\n" })!,
    /^nothing here says/,
  );
});

Deno.test({
  ...needs("Linux", Deno.build.os === "linux", "thisMachine() reads what the system says of the processor"),
  fn: () => assert.match(thisMachine(0).cpuinfo ?? "", /^processor\s*: 0$/m),
});
