import assert from "node:assert/strict";
import { type Moment, progressBar, progressText } from "../../../../pipeline/cli/terminal/progress_line.ts";

const TERMS = ["loss 1.2345", "classification 0.4321", "guide 12.3456", "norm 0.0001"];

function moment(changes: Partial<Moment> = {}): Moment {
  const usual = { label: "training", done: 25, total: 100, unit: "steps", left: "1:15", terms: TERMS };
  return { ...usual, speed: { count: 12_345, unit: "snippets" }, ...changes };
}

Deno.test("progressBar() shows step, time left and speed first, then terms and a bar as far as there is room", () => {
  const lines = [39, 59, 79, 99, 119, 199].map((width) => progressBar(moment(), width));
  assert.deepEqual(lines, [
    "25/100 1:15 left 12K/s",
    "training 25/100 steps  1:15 left  12,345 snippets/s",
    "training ===------- 25/100 steps  1:15 left  12,345 snippets/s  loss 1.2345",
    "training ===------- 25/100 steps  1:15 left  12,345 snippets/s  loss 1.2345  classification 0.4321",
    "training ===------- 25/100 steps  1:15 left  12,345 snippets/s  loss 1.2345  classification 0.4321  guide 12.3456",
    `training ${"=".repeat(10)}${"-".repeat(30)} 25/100 steps  1:15 left  12,345 snippets/s  ${
      TERMS.join("  ")
    }`,
  ]);
});

Deno.test("progressBar() never takes more columns than there are, nor leaves out step, time left and speed", () => {
  const large = {
    done: 123_456,
    total: 1_000_000,
    left: "123:06:40",
    speed: { count: 1_234_567, unit: "snippets" },
  };
  for (let width = 39; width < 200; width++) {
    for (const changes of [{}, large, { terms: [] }, { total: 10, done: 12 }]) {
      const { done, total, left } = moment(changes);
      const line = progressBar(moment(changes), width);
      assert.ok(line.length <= width, `${width}: ${line}`);
      assert.ok(line.includes(`${done}/${total}`) && line.includes(`${left} left`), line);
      assert.match(line, /(12,345|1,234,567) snippets\/s|(12K|1\.2M)\/s/);
    }
  }
  assert.equal(progressBar(moment(), 5).length, 5);
});

Deno.test("progressBar() shows more terms the wider it is", () => {
  const shown = (width: number) => TERMS.filter((term) => progressBar(moment(), width).includes(term)).length;
  const counts = Array.from({ length: 160 }, (_, i) => shown(i + 40));
  assert.deepEqual(counts, counts.toSorted((a, b) => a - b));
  assert.deepEqual([counts[0], counts.at(-1)], [0, 4]);
});

Deno.test("progressText() has all of it in one line", () => {
  const text = progressText(moment());
  assert.equal(
    text,
    `training 25/100 steps  1:15 left  12,345 snippets/s  ${TERMS.join("  ")}`,
  );
  assert.equal(progressText(moment({ speed: undefined, terms: [] })), "training 25/100 steps  1:15 left");
});
