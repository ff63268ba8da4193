/** The ceiling of the demo of drawn films: what its inference finds in maps that are right. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkAnnotations, groundTruthOf } from "../../pipeline/annotations/ground_truth.ts";
import { firstBegins } from "../../pipeline/data/snippet_times.ts";
import { evaluate } from "../../pipeline/evaluation/evaluation.ts";
import { ACTION_NAMES } from "../../pipeline/films/draw/course.ts";
import { planFilm, TICK } from "../../pipeline/films/draw/film.ts";
import { localize } from "../../pipeline/inference/localize.ts";
import { secondsPerSample } from "../../pipeline/inference/upsample.ts";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { findProtocol, withThresholds } from "../../specs/kinds/protocols/mod.ts";
import { signal } from "../pipeline/inference/section.ts";
import { ROOT } from "../shared.ts";

const { recipe } = compileRecipe("recipes/demo_video.yaml", {
  read: (path) => readFileSync(join(ROOT, path), "utf8"),
});
const FRAMES = { fps: 25, stride: 16, window: 16 };
/** The films that the page draws: their seed, and how many there are to train on and to test. */
const [SEED, TRAIN, TEST] = [1, 40, 20];

/** The timelines of the test films, seconds. */
const FILMS = Array.from({ length: TEST }, (_, i) => {
  const { timeline: { actions }, seconds } = planFilm(SEED, TRAIN + i);
  return {
    id: `test_${i}`,
    seconds,
    actions: actions.map(({ label, begin, end }) => ({ label, start: begin * TICK, end: end * TICK })),
  };
});

/** What the recipe's inference finds in maps that are 1 in the snippets whose middle is in an action, and else 0. */
function foundBy({ id, seconds, actions }: typeof FILMS[number]) {
  const length = Math.floor(seconds * FRAMES.fps / FRAMES.stride);
  const shows = (snippet: number, label: number) => {
    const middle = (snippet + 0.5) * FRAMES.stride / FRAMES.fps;
    return actions.some((each) => each.label === label && each.start <= middle && middle < each.end);
  };
  const cas = Array.from(
    { length },
    (_, t) => ACTION_NAMES.map((_, label) => Number(shows(t, label))),
  );
  const labels = ACTION_NAMES.map((_, label) => Number(actions.some((each) => each.label === label)));
  const signals = new Map([
    ["video", signal([labels.length], labels)],
    ["cas", signal([length, labels.length], cas.flat())],
    ["actionness", signal([length], cas.map((row) => Math.max(...row)))],
  ]);
  const perSample = secondsPerSample({ ...FRAMES, length }, length, recipe.inference.upsample);
  const { segments } = localize(
    { signals, secondsPerSample: perSample, begin: firstBegins(FRAMES) },
    recipe.inference,
  );
  return segments.map(({ classIndex, ...segment }) => ({
    ...segment,
    video: id,
    label: ACTION_NAMES[classIndex]!,
  }));
}

Deno.test("Maps that are right for every snippet of the drawn films reach 100: nothing else stands in the way", () => {
  const database = Object.fromEntries(FILMS.map(({ id, actions }) => [id, {
    subset: "test",
    annotations: actions.map(({ label, start, end }) => ({
      label: ACTION_NAMES[label]!,
      segment: [start, end],
    })),
  }]));
  const truth = groundTruthOf(checkAnnotations({ database }, "drawn"), "test", "drawn");
  const protocol = withThresholds(findProtocol("thumos14_seconds"), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  const { map } = evaluate(truth, FILMS.flatMap(foundBy), protocol);
  const average = 100 * map.reduce((sum, each) => sum + each, 0) / map.length;
  assert.ok(average > 99.9, `${map}`);
});
