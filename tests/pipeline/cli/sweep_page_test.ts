/** A sweep and what follows from it: its page, `compare` on its folder, the page and the tables of that. */
import assert from "node:assert/strict";
import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { writeSweepPage } from "../../../pipeline/cli/sweep_page.ts";
import { browserTest } from "../report/chromium.ts";
import { FAULTS, type Faults } from "../report/faults.ts";
import { balanced, textOf } from "../report/markup.ts";
import { scalarsIn } from "../runs/events.ts";
import { temporaryFolder } from "../../temporary.ts";
import { printedBy } from "./printed.ts";
import { lastLine, task } from "./process.ts";
import { recipe } from "./small_run.ts";
import { recorded, sweep, type SweptRun } from "./small_sweep.ts";

const VARIANTS = ["losses.action.weight=1", "losses.action.weight=2"];

/** A sweep of two variants and two seeds, once for all tests. */
let swept: Promise<string> | undefined;
const folder = () => swept ??= sweepOf(join(temporaryFolder(), "two & more"));

async function sweepOf(out: string): Promise<string> {
  const words = [recipe("test_page"), "--set", "losses.action.weight=1,2", "--seeds", "0:1", "--tensorboard"];
  const { code, stdout, stderr } = await sweep([...words, "--out", out]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^report {3}.*two & more\/report\.html.?$/m);
  return out;
}

Deno.test("sweep --tensorboard lets every run write event files", async () => {
  const out = await folder();
  for (const { run, average } of recorded(out)) {
    const scalars = scalarsIn(join(out, run, "tensorboard"));
    assert.equal(scalars.findLast(({ tag }) => tag === "mAP/average")!.value, Math.fround(average!));
  }
});

/** The mean of the averages of a variant, as tables print it. */
function meanOf(runs: readonly SweptRun[], variant: string): string {
  const averages = runs.filter((each) => each.variant === variant).map(({ average }) => average!);
  assert.equal(averages.length, 2);
  return ((averages[0]! + averages[1]!) / 2).toFixed(2);
}

Deno.test("compare on the folder of a sweep has its variants, its numbers and a verdict on each", async () => {
  const out = await folder();
  const runs = recorded(out);
  const { code, stdout, stderr } = await task(["compare", out, "--json", "--draws", "50"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const { groups, metrics } = lastLine(stdout) as {
    groups: { name: string; differences: { path: string }[] }[];
    metrics: { rows: { name: string; values: { seed: number; value: number }[]; difference?: unknown }[] }[];
  };
  assert.deepEqual(groups.map(({ name }) => name), VARIANTS);
  assert.deepEqual(groups[1]!.differences.map(({ path }) => path), ["losses.action.weight"]);
  for (const { name, values } of metrics[0]!.rows) {
    const own = runs.filter(({ variant }) => variant === name);
    assert.deepEqual(values, own.map(({ seed, average }) => ({ seed, value: average })));
  }
  assert.deepEqual(metrics[0]!.rows.map(({ difference }) => difference !== undefined), [false, true]);
});

Deno.test("the page of a sweep has the numbers of its table, and tables have what the page draws", async () => {
  const out = await folder();
  const html = Deno.readTextFileSync(join(out, "report.html"));
  assert.deepEqual(balanced(html), []);
  const text = textOf(html);
  for (const variant of VARIANTS) assert.ok(text.includes(`${meanOf(recorded(out), variant)} ±`), variant);
  assert.match(text, /difference from losses\.action\.weight=1 on equal seeds/);
  const tables = join(temporaryFolder(), "tables");
  const words = ["compare", out, "--draws", "50", "--report", join(tables, "page.html"), "--csv", tables];
  const { code, stdout, stderr } = await task(words);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /\nreport {3}.*page\.html\ntables {3}.*tables\n$/);
  const rows = (name: string) => Deno.readTextFileSync(join(tables, name)).trim().split("\n").slice(1);
  const averages = recorded(out).map(({ variant, seed, average }) => `0.1:0.7,${variant},${seed},${average}`);
  assert.deepEqual(rows("values.csv").slice(0, 4), averages);
  assert.deepEqual(rows("recipes.csv"), ["losses.action.weight=2,losses.action.weight,1,2"]);
  for (const name of ["curves.csv", "results.csv", "runs.csv"]) assert.ok(rows(name).length > 3, name);
});

Deno.test("a sweep that is collected again writes its page again, with runs that failed and why", async () => {
  const out = await folder();
  const file = join(out, "sweep.json");
  const record = JSON.parse(Deno.readTextFileSync(file));
  const failed = {
    recipe: "r",
    variant: "wild",
    seed: 7,
    state: "failed",
    run: "gone",
    average: null,
    map: null,
  };
  const runs = [...record.runs, { ...failed, message: "Loss <total> is not finite" }];
  const other = join(temporaryFolder(), "sweep.json");
  Deno.writeTextFileSync(other, JSON.stringify({ ...record, runs: runs.map((each) => absolute(each, out)) }));
  const page = join(dirname(other), "page.html");
  const { code, stderr } = await task(["compare", dirname(other), "--draws", "50", "--report", page]);
  assert.equal(code, 0);
  assert.equal(stderr, "note: 1 failed run left out: wild seed 7: Loss <total> is not finite\n");
  assert.match(Deno.readTextFileSync(page), /wild, seed 7: Loss &lt;total&gt; is not finite/);
  Deno.removeSync(join(out, "report.html"));
  const words = [recipe("test_page"), "--set", "losses.action.weight=1,2", "--seeds", "0:1", "--out", out];
  const again = await sweep(words);
  assert.equal(again.code, 0, again.stderr);
  assert.ok(existsSync(join(out, "report.html")));
});

Deno.test("writeSweepPage() leaves no page of results that a sweep no longer has", async () => {
  const out = temporaryFolder();
  const page = join(out, "report.html");
  Deno.writeTextFileSync(
    join(out, "sweep.json"),
    JSON.stringify({ kind: "walt.sweep", version: 1, runs: [] }),
  );
  Deno.writeTextFileSync(page, "of an earlier plan");
  assert.deepEqual(await writeSweepPage(out, "average"), []);
  assert.ok(!existsSync(page));
});

Deno.test("writeSweepPage() leaves out a variant that was scored otherwise, and says so at the table too", async () => {
  const out = join(temporaryFolder(), "other");
  cpSync(await folder(), out, { recursive: true });
  for (const { run, variant } of recorded(out)) {
    if (variant === VARIANTS[0]) continue;
    const file = join(out, run, "result.json");
    const { rules, ...result } = JSON.parse(Deno.readTextFileSync(file));
    Deno.writeTextFileSync(file, JSON.stringify({ ...result, rules: { ...rules, match: "best_free" } }));
  }
  const { err } = await printedBy(async () => (await writeSweepPage(out, "average")).length);
  const told = `2 runs of "${VARIANTS[1]}" were scored otherwise than "${VARIANTS[0]}": protocol with match`;
  assert.equal(err.length, 1);
  assert.ok(err[0]!.startsWith(`warning: ${told}`), err[0]!);
  assert.match(
    textOf(Deno.readTextFileSync(join(out, "report.html"))),
    /2 runs of .* were scored otherwise than/,
  );
});

Deno.test("writeSweepPage() names a run whose predictions are damaged as one that failed, and goes on with the others", async () => {
  const out = join(temporaryFolder(), "damaged");
  cpSync(await folder(), out, { recursive: true });
  const [{ run, variant, seed }] = recorded(out) as [SweptRun];
  const file = join(out, run, "predictions.json");
  Deno.writeTextFileSync(file, Deno.readTextFileSync(file).slice(0, -30));
  const { code, err } = await printedBy(async () => (await writeSweepPage(out, "average")).length);
  assert.deepEqual([code, err.length], [1, 1]);
  assert.match(err[0]!, /^warning: ".*" is left out of the page: .*; restore its predictions\.json/);
  const text = textOf(Deno.readTextFileSync(join(out, "report.html")));
  assert.ok(text.includes(`${variant}, seed ${seed}: cannot be read: `), text);
  for (const each of VARIANTS) assert.ok(text.includes(each));
  for (const { run } of recorded(out)) Deno.writeTextFileSync(join(out, run, "predictions.json"), "{");
  assert.deepEqual((await printedBy(async () => (await writeSweepPage(out, "average")).length)).code, 0);
});

/** A run of a record that lies elsewhere. */
const absolute = (run: { run: string }, out: string) => ({ ...run, run: join(out, run.run) });

browserTest(
  "the page of a sweep is drawn whole, light, dark, narrow and on paper, and its links lead to runs",
  async (browser) => {
    const out = await folder();
    const { page, errors } = await opened(browser, join(out, "report.html"));
    await page.evaluate(`document.querySelectorAll("details").forEach((details) => details.open = true)`);
    for (const width of [390, 1280]) {
      for (const value of ["light", "dark"]) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
        await requireWhole(page, width);
      }
    }
    await page.emulateMediaType("print");
    await page.setViewport({ width: 1030, height: 700 });
    await requireWhole(page, 1030);
    const drawn = await page.evaluate(`["svg.differences", ".charts svg", ".timeline", "table.results"]
    .map((selector) => document.querySelectorAll(selector).length)`) as number[];
    assert.equal(drawn[0], 1);
    assert.ok(drawn.every((count) => count > 0), String(drawn));
    const links = await page.evaluate(
      `[...document.querySelectorAll("a")].map(({ href }) => href)`,
    ) as string[];
    assert.deepEqual(
      links.map((link) => fileURLToPath(link)),
      recorded(out).map(({ run }) => join(out, run, "report.html")),
    );
    for (const link of links) assert.ok(existsSync(fileURLToPath(link)), link);
    await page.goto(links[0]!);
    assert.match(await page.title(), /^test_page, seed 0: /);
    assert.deepEqual(errors, []);
  },
);

/** A page, and what it complains of or wants from elsewhere. */
async function opened(browser: Browser, file: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("console", (message) => errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) errors.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, errors };
}

async function requireWhole(page: Page, width: number): Promise<void> {
  const faults = await page.evaluate(FAULTS) as Faults;
  const none = { pageWidth: width, outside: 0, clipped: [], overlapping: [], unnamed: [] };
  assert.deepEqual(faults, none, `at ${width} px`);
}
