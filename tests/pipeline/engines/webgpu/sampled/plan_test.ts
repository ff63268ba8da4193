import assert from "node:assert/strict";
import { WEBGPU } from "../../../../../pipeline/engines/thresholds.ts";
import { webgpuPlanner } from "../../../../../pipeline/engines/webgpu/sampled/plan.ts";

Deno.test("webgpuPlanner gives batches of one size few numbers of rows, and never fewer than they have", () => {
  const { many, of } = webgpuPlanner.rowCounts!;
  assert.equal(many, WEBGPU.rowCounts);
  for (const [batch, length] of [[4, 400], [3, 7], [1, 1], [5, 13]] as const) {
    const snippets = batch * length;
    const counts = Array.from({ length: snippets }, (_, i) => {
      const rows = new Int32Array(i + 1);
      const none = new Int32Array(batch);
      return of({ rows, starts: none, counts: none, index: new Int32Array(snippets) });
    });
    counts.forEach((count, i) => assert.ok(count > i && count - i <= Math.ceil(snippets / many)));
    assert.ok(new Set(counts).size <= many);
  }
});
