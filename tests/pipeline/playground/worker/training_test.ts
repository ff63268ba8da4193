import assert from "node:assert/strict";
import type { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { loadRecipe } from "../../../../pipeline/api.ts";
import { openEngine } from "../../../../pipeline/engines/open.ts";
import type { News } from "../../../../pipeline/playground/messages.ts";
import { trainAndScore } from "../../../../pipeline/playground/worker/training.ts";

/** A short training of the demo: what is told of it. */
async function told(
  set: readonly string[],
  { stopAfter = Infinity } = {},
): Promise<News[]> {
  const small = [
    "constants.hidden=4",
    "features.sampling.length=20",
    "data.videos={train: 5, test: 2}",
    "training={steps: 6, batch: 2, log_every: 1, evaluate_every: 2}",
  ];
  const program = loadRecipe("recipes/demo.yaml", { set: [...small, ...set] });
  const stop = new AbortController();
  const news: News[] = [];
  const tell = (each: News) => {
    news.push(each);
    if (each.is === "trained" && each.step >= stopAfter) stop.abort();
  };
  await trainAndScore(program, await openEngine("cpu"), { tell, signal: stop.signal });
  return news;
}

const of = <Is extends News["is"]>(news: readonly News[], is: Is) =>
  news.filter((each): each is Extract<News, { is: Is }> => each.is === is);

Deno.test("A training tells its curves, and a report of the step that the recipe keeps", async () => {
  const news = await told(["training.keep=best", "training.optimizer.rate=0.05"]);
  assert.deepEqual(of(news, "begun").map(({ steps }) => steps), [6]);
  const scored = of(news, "scored");
  assert.deepEqual(scored.map(({ step }) => step), [2, 4, 6]);
  const { report } = scored.at(-1)!;
  const best = Math.max(...report.evaluations.map(({ average }) => average));
  assert.deepEqual([report.keeps, report.best!.average, report.averages[0]!.percent], ["best", best, best]);
  assert.equal(report.last.average, report.evaluations.at(-1)!.average);
  assert.equal(report.losses[0]!.points.length, 6);
  assert.equal(report.videos.length, 2);
  assert.deepEqual(of(news, "trained").at(-1)!.courses.losses[0]!.points, report.losses[0]!.points);
  assert.deepEqual(news.at(-1), { ...news.at(-1), is: "ended", step: 6, isWhole: true });
});

Deno.test("A training that is stopped ends after the step or video at hand, and says so", async () => {
  const news = await told([], { stopAfter: 2 });
  assert.deepEqual(of(news, "scored").map(({ step }) => step), [2]);
  assert.deepEqual(news.at(-1), { ...news.at(-1), is: "ended", step: 2, isWhole: false });
});

Deno.test("A loss that is not finite ends a training, and files of features are refused", async () => {
  await assert.rejects(told(["training.optimizer.rate=1e30"]), /Step \d+ failed|not finite/);
  const watch = { tell() {}, signal: new AbortController().signal };
  const ofFiles = loadRecipe("recipes/cola_thumos.yaml");
  await assert.rejects(trainAndScore(ofFiles, await openEngine("cpu"), watch), /reads feature files/);
  await assert.rejects(
    told(["constants.hidden=4e6"]),
    ({ diagnostics: [first] }: UserError) => /and a page has 4\.3 GB: /.test(first!.message),
  );
});
