import assert from "node:assert/strict";
import type { LocalizedVideo } from "../../../../pipeline/inference/video.ts";
import { filmCurves, type LocalizedPart } from "../../../../pipeline/report/film/film_curves.ts";
import { compileSmall } from "../../../specs/compile/small.ts";

const PROGRAM = compileSmall(
  'inference: { proposals: { by_attention: { group_on: attention, score_on: cas, thresholds: "0:1:0.5" } } }',
);

/** A part of a film that looks at `positions` of its `length` snippets, in which one class was found. */
function part(first: number, length: number, positions: readonly number[], found: number): LocalizedPart {
  const rows = positions.length;
  const signals = new Map([
    ["cas", { shape: [rows, 2], data: Float32Array.from({ length: 2 * rows }, (_, i) => 100 * first + i) }],
    ["attention", { shape: [rows], data: Float32Array.from(positions, (_, i) => 10 * first + i) }],
  ]);
  const video = { length, stride: 8, fps: 16, labels: [] };
  const localization = { classes: [found] };
  return { first, localized: { video, signals, localization, positions } as unknown as LocalizedVideo };
}

const valuesOf = (parts: readonly LocalizedPart[]) => {
  const { curves, ...others } = filmCurves(parts, PROGRAM, ["climb", "dive"]);
  return { ...others, curves: Object.fromEntries(curves.map(({ name, values }) => [name, values])) };
};

Deno.test("filmCurves() of one pass are those of the video, each value over the time that it stands for", () => {
  assert.deepEqual(valuesOf([part(0, 6, [0, 2, 4], 1)]), {
    secondsPerSnippet: 1,
    sampledFrom: { snippets: 6, seconds: 0.5 },
    curves: { "cas: dive": [1, 3, 5], attention: [0, 1, 2] },
  });
  assert.equal(valuesOf([part(0, 3, [0, 1, 2], 1)]).sampledFrom, undefined);
});

Deno.test("filmCurves() joins windows at their snippets: what one has several times is a mean, classes are those of all", () => {
  assert.deepEqual(valuesOf([part(0, 2, [0, 1], 1), part(2, 1, [0, 0], 0)]), {
    secondsPerSnippet: 0.5,
    curves: { "cas: climb": [0, 2, 201], "cas: dive": [1, 3, 202], attention: [0, 1, 20.5] },
  });
});
