import assert from "node:assert/strict";
import { studentQuantile, studentTail } from "../../../pipeline/comparison/student.ts";

const close = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) <= 1e-6 * Math.abs(wanted), `${found} instead of ${wanted}`);

// [[stats.t.ppf(p, f) for p in (.8, .95, .975, .995)] for f in (1, 2, 4, 9, 30, 200)] of scipy 1.17.1
const QUANTILES: Readonly<Record<number, readonly number[]>> = {
  1: [1.3763819204711738, 6.313751514675037, 12.706204736174694, 63.656741162871526],
  2: [1.0606601717798214, 2.9199855803537242, 4.302652729749462, 9.924843200918287],
  4: [0.9409645772351816, 2.1318467863266495, 2.7764451051977934, 4.604094871349992],
  9: [0.8834038596855346, 1.833112932656237, 2.262157162798205, 3.249835541592126],
  30: [0.8537672614712979, 1.697260886593957, 2.0422724563012378, 2.7499956535672254],
  200: [0.8434221315354185, 1.6525081009108769, 1.9718962236339088, 2.600634436191558],
};

Deno.test("studentQuantile() is that of scipy", () => {
  for (const [freedom, quantiles] of Object.entries(QUANTILES)) {
    [0.8, 0.95, 0.975, 0.995].forEach((p, i) => close(studentQuantile(p, Number(freedom)), quantiles[i]!));
  }
});

Deno.test("studentTail() is that of scipy, far out too", () => {
  // [[stats.t.sf(x, f) for x in (0, .5, 2, 8)] for f in (1, 4, 30)]
  const tails: Readonly<Record<number, readonly number[]>> = {
    1: [0.5, 0.35241638234956674, 0.14758361765043326, 0.039583424160565546],
    4: [0.5, 0.32166498159093165, 0.05805826175840778, 0.0006619484546085836],
    30: [0.5, 0.3103615024425636, 0.027312522481491547, 3.1329112378503795e-09],
  };
  for (const [freedom, wanted] of Object.entries(tails)) {
    [0, 0.5, 2, 8].forEach((x, i) => close(studentTail(x, Number(freedom)), wanted[i]!));
  }
  assert.deepEqual([Infinity, -Infinity].map((t) => studentTail(t, 3)), [0, 1]);
});
