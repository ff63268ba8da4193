import assert from "node:assert/strict";
import { readPart } from "../../bench/gpu_report.ts";

Deno.test("readPart() keeps results, counts and, of what failed, the last lines", () => {
  const printed = '{"name":"step","step_ms":5}\n\x1b[32mok\x1b[0m | 36 passed | 0 failed\nnot counted\n';
  const part = { name: "webgpu.bench", exit_code: 0, seconds: 12 };
  assert.deepEqual(readPart("webgpu.bench", "0 12\n", printed), {
    ...part,
    results: [{ name: "step", step_ms: 5 }],
    counts: ["ok | 36 passed | 0 failed"],
  });
  const failed = readPart("webgpu.bench", "124 12\n", "a\n\nb\n");
  assert.deepEqual(failed, { ...part, exit_code: 124, results: [], counts: [], last: ["a", "b"] });
});
