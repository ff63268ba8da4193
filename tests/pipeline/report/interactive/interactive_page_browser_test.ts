/** The interactive page of a real run, in a real browser. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { browserTest } from "../chromium.ts";
import { finish, task } from "../../cli/process.ts";
import { start } from "../../cli/small_run.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** The page of a short run of the demo, written once. */
let written: Promise<{ page: string; result: Result }> | undefined;

interface Result {
  readonly average: number;
  readonly map: Readonly<Record<string, number>>;
}

async function write(): Promise<{ page: string; result: Result }> {
  const run = join(temporaryFolder(), "run");
  const ran = await finish(start(["recipes/demo.yaml", "--set", "training.steps=20", "--folder", run]));
  assert.equal(ran.code, 0, ran.stderr);
  const { code, stdout, stderr } = await task(["report", run, "--interactive"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^sliders {2}.*interactive\.html$/m);
  const result = JSON.parse(Deno.readTextFileSync(join(run, "result.json")));
  return { page: join(run, "interactive.html"), result };
}

async function opened(
  browser: Browser,
  script = true,
): Promise<{ page: Page; errors: string[]; result: Result }> {
  const { page: file, result } = await (written ??= write());
  const page = await browser.newPage();
  // A machine under load takes its time.
  page.setDefaultTimeout(0);
  const errors: string[] = [];
  page.on("console", (message) => errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) errors.push(request.url());
  });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
  if (script) await page.waitForSelector("html[data-ready]");
  return { page, errors, result };
}

/** The text of each element. */
const texts = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => all.map((each) => (each as unknown as { textContent: string }).textContent));

const visibleVideos = (page: Page) => texts(page, "details.video:not([hidden]) > summary");

/** Moves a slider, and waits for the numbers. */
async function move(page: Page, name: string, value: number): Promise<void> {
  await page.evaluate(`(() => {
    const input = document.getElementById(${JSON.stringify(`control-${name}`)});
    input.value = ${value};
    input.dispatchEvent(new Event("input"));
  })()`);
  await page.waitForSelector(".sliders:not([data-computing])");
}

browserTest(
  "an interactive page computes the run's own numbers, and others when a slider moves",
  async (browser) => {
    const { page, errors, result } = await opened(browser);
    const rows = await texts(page, ".sliders tbody tr");
    const [own, now] = [
      await texts(page, ".sliders tr:first-child td"),
      await texts(page, ".sliders tr:last-child td"),
    ];
    assert.equal(rows.length, 2);
    assert.deepEqual(own.slice(0, 9), Object.values(result.map).map((each) => each.toFixed(2)));
    own.forEach((each, i) =>
      assert.ok(Math.abs(Number(each) - Number(now[i])) <= 0.011, `${each} and ${now[i]}`)
    );
    const [headline] = await texts(page, ".sliders .number strong");
    assert.ok(Math.abs(parseFloat(headline!) - result.average) <= 0.011);

    await page.evaluate(
      `document.querySelectorAll("details.video").forEach((each, i) => each.open = i === 0)`,
    );
    assert.equal((await page.$$(".strip")).length, 0);
    await move(page, "suppress.overlap", 0.1);
    const fewer = await texts(page, ".sliders .now");
    assert.doesNotMatch(fewer[0]!, /, ([\d,]+) segments; .*, \1 segments/);
    assert.equal(
      (await page.$$("details[open] .strip .bar")).length > 0,
      true,
      "segments of these settings are drawn",
    );
    assert.match((await visibleVideos(page)).join(" "), / → /);
    await page.$eval(".sliders button", (button) => (button as unknown as { click(): void }).click());
    await page.waitForSelector(".sliders:not([data-computing])");
    assert.deepEqual(await texts(page, ".sliders tr:last-child td"), now);
    assert.equal((await page.$$(".strip")).length, 0);
    await move(page, "min_score", 1e6);
    assert.match((await texts(page, ".sliders .now"))[0]!, /with these settings, [01] segments/);
    assert.deepEqual(errors, []);
  },
);

browserTest(
  "an interactive page finds, sorts and opens videos at the moments that are counted",
  async (browser) => {
    const { page, errors } = await opened(browser);
    assert.equal((await visibleVideos(page)).length, 30);
    await page.type("input[type=search]", "dive test_000");
    const found = await visibleVideos(page);
    assert.ok(
      found.length > 0 && found.length < 9 && found.every((each) => /test_000.*dive/.test(each)),
      found.join(),
    );
    assert.match(
      (await texts(page, ".tools [role=status]"))[0]!,
      new RegExp(`^${found.length} of 30 videos$`),
    );
    await page.$eval("input[type=search]", (input) => (input as unknown as { value: string }).value = "");
    await page.select(".tools select", "by name");
    const names = (await visibleVideos(page)).map((each) => each.slice(0, 9));
    assert.deepEqual(names, names.toSorted());
    await page.select(".tools select", "easiest first");
    const scores = (await visibleVideos(page)).map((each) => Number(/([\d.]+) %/.exec(each)![1]));
    assert.deepEqual(scores, scores.toSorted((a, b) => b - a));

    const counts = await page.$$("td[data-moments] button.count");
    assert.ok(counts.length > 5, String(counts.length));
    const text = (await texts(page, "td[data-moments=background] button"))[0]!;
    await page.focus("td[data-moments=background] button");
    await page.keyboard.press("Enter");
    assert.match(
      (await texts(page, ".moments h3"))[0]!,
      new RegExp(`^${text} segments: background, at tIoU 0.5$`),
    );
    assert.equal((await page.$$(".moments tbody tr")).length, Math.min(50, Number(text.replace(",", ""))));
    const [row] = await texts(page, ".moments tbody tr:first-child");
    await page.focus(".moments tbody button");
    await page.keyboard.press("Enter");
    const active = await page.evaluate(`document.activeElement.textContent`) as string;
    assert.equal(active.slice(0, 9), row!.slice(0, 9), "the video has the focus");
    assert.equal((await page.$$("details[open] rect.moment")).length, 1);
    const [start, end] = /([\d.]+)–([\d.]+) s/.exec(row!)!.slice(1).map(Number);
    const [left, width, axis] = await page.evaluate(`(() => {
    const mark = document.querySelector("rect.moment");
    return [+mark.getAttribute("x"), +mark.getAttribute("width"), mark.closest("svg").width.baseVal.value];
  })()`) as [number, number, number];
    const seconds = await page.evaluate(
      `parseFloat(document.querySelector("rect.moment").closest("figure").querySelector(".facts").textContent)`,
    ) as number;
    const pixels = (axis - 32) / seconds;
    assert.ok(Math.abs(left + 2 - 16 - start! * pixels) < 0.1 * pixels, "where the moment begins");
    assert.ok(Math.abs(width - 4 - (end! - start!) * pixels) < 0.2 * pixels);
    assert.deepEqual(errors, []);
  },
);

browserTest(
  "an interactive page fits a phone, is used by keyboard, and is read without its script",
  async (browser) => {
    const { page, errors } = await opened(browser);
    await page.setViewport({ width: 390, height: 844 });
    await page.$eval(
      "td[data-moments=background] button",
      (button) => (button as unknown as { click(): void }).click(),
    );
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      assert.equal(await page.evaluate(`document.documentElement.scrollWidth`), 390, value);
    }
    const reached = await page.evaluate(`(() => {
    const inputs = [...document.querySelectorAll(".sliders input, .tools input, .tools select, .moments button")];
    return inputs.every((each) => each.tabIndex >= 0 && (each.matches("button") || each.labels.length > 0));
  })()`);
    assert.equal(reached, true);
    await page.focus("#control-suppress\\.overlap");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(
      await page.evaluate(`document.activeElement.getAttribute("aria-label")`),
      "mAP with these settings",
    );
    await page.keyboard.down("Shift");
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.up("Shift");
    assert.match(
      await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`) as string,
      /solid/,
    );
    const before = await texts(page, ".sliders output");
    await page.keyboard.press("ArrowLeft");
    assert.notDeepEqual(await texts(page, ".sliders output"), before);
    await page.emulateMediaType("print");
    assert.equal(
      await page.evaluate(`getComputedStyle(document.querySelector(".sliders table")).display`),
      "table",
    );
    assert.deepEqual(errors, []);

    const plain = await opened(browser, false);
    assert.equal((await plain.page.$$("details.video")).length, 30);
    assert.equal((await plain.page.$$(".sliders, .tools, button")).length, 0);
    assert.deepEqual(plain.errors, []);
  },
);
