import assert from "node:assert/strict";
import { join } from "node:path";
import { readPart } from "../../bench/gpu_report.ts";
import { ROOT } from "../shared.ts";
import { temporaryFolder } from "../temporary.ts";

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

Deno.test("bench/gpu.sh may do all that its last step needs", async () => {
  const work = temporaryFolder();
  Deno.writeTextFileSync(join(work, "cpu.run.status"), "0 3\n");
  for (const kind of ["out", "err"]) Deno.writeTextFileSync(join(work, `cpu.run.${kind}`), "");
  const script = Deno.readTextFileSync(join(ROOT, "bench/gpu.sh"));
  const [, flags] = /\ndeno (run .* bench\/gpu_report\.ts) "\$work" /.exec(script)!;
  const args = flags!.replaceAll('"$work"', work).split(" ");
  const { stdout } = await new Deno.Command("deno", { args: [...args, work], cwd: ROOT }).output();
  const { machine, parts } = JSON.parse(new TextDecoder().decode(stdout));
  assert.match(machine, /cores?, \d+ GB/);
  assert.deepEqual(parts, [{ name: "cpu.run", exit_code: 0, seconds: 3, results: [], counts: [] }]);
});
