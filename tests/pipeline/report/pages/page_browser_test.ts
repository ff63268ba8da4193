import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import type { ReportData } from "../../../../pipeline/report/report_data.ts";
import { browserTest } from "../chromium.ts";
import { FAULTS, type Faults } from "../faults.ts";
import { exampleReport } from "../example.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** What a page says about itself; gathered inside the browser. */
interface Measured extends Faults {
  readonly map: string[];
  readonly headline: string;
  readonly stars: number;
  readonly bars: number;
  readonly misaligned: number;
}

/** Runs in the page, which has no types of Deno's; as text for that reason. */
const MEASURE = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const box = (element) => element.getBoundingClientRect();
  return {
    ...${FAULTS},
    map: all("table.map td").map((cell) => cell.textContent),
    headline: document.querySelector(".headline strong").textContent,
    stars: all(".plot .star use").length,
    bars: all(".plot .bar").length,
    misaligned: all(".timeline").filter((figure) =>
      box(figure.querySelector("svg.gutter")).top !== box(figure.querySelector("svg.plot")).top ||
      box(figure.querySelector("svg.gutter")).height !== box(figure.querySelector("svg.plot")).height).length,
  };
})()`;

async function withPage(
  browser: Browser,
  data: ReportData,
  use: (page: Page, errors: string[]) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  try {
    const file = join(folder, "report.html");
    writeFileSync(file, renderReport(data));
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("console", (message) => errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
        errors.push(request.url());
      }
    });
    await page.goto(pathToFileURL(file).href);
    await use(page, errors);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

browserTest(
  "renderReport() gives a page that a browser draws whole at every width, light and dark",
  async (browser) => {
    const data = exampleReport({ videos: 8 });
    await withPage(browser, data, async (page, errors) => {
      assert.equal(await page.evaluate(`document.querySelectorAll("details.video[open]").length`), 6);
      await page.focus("details.video:not([open]) > summary");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(`document.querySelectorAll("details.video[open]").length`), 7);
      await page.evaluate(`document.querySelectorAll("details").forEach((details) => details.open = true)`);
      for (const width of [400, 1280]) {
        for (const value of ["light", "dark"]) {
          await page.setViewport({ width, height: 900 });
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
          const measured = await page.evaluate(MEASURE) as Measured;
          assert.equal(measured.pageWidth, width, `the page scrolls sideways at ${width} px`);
          assert.equal(
            measured.stars,
            data.videos.flatMap(({ mined }) => mined).reduce((sum, { seconds }) => sum + seconds.length, 0),
          );
          assert.ok(measured.bars > data.videos.flatMap(({ groundTruth }) => groundTruth).length);
          assert.equal(measured.outside, 0, "bars beyond the time axis");
          assert.deepEqual(measured.clipped, [], "texts cut off by their figure");
          assert.deepEqual(measured.overlapping, [], "texts over each other");
          assert.equal(measured.misaligned, 0, "rows and their names at different heights");
          assert.deepEqual(
            measured.map,
            [...data.map, ...data.averages].map(({ percent }) => percent.toFixed(2)),
          );
          assert.equal(measured.headline, `${data.averages[0]!.percent.toFixed(2)} %`);
        }
      }
      const [dark, light] = [await background(page, "dark"), await background(page, "light")];
      assert.notEqual(dark, light);
      assert.deepEqual(errors, []);
    });
  },
);

browserTest(
  "renderReport() draws the timeline of a short video as wide as a page of 1200 px",
  async (browser) => {
    const data = exampleReport({ videos: 1 });
    const [segment] = data.videos[0]!.groundTruth;
    const short = { ...data.videos[0]!, duration: 60, groundTruth: [{ ...segment!, start: 10, end: 20 }] };
    await withPage(browser, { ...data, videos: [short] }, async (page) => {
      const scrollBar = 17;
      await page.setViewport({ width: 1200 - scrollBar, height: 900 });
      const [inner, outer] = await page.evaluate(
        `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector(".timeline .scroll"))`,
      ) as [number, number];
      assert.equal(inner, outer, "the timeline scrolls sideways");
    });
  },
);

browserTest("renderReport() keeps markup in labels from becoming elements", async (browser) => {
  const label =
    `</title></style><script>document.title = "run"</script><img src=x onerror="document.title='run'">`;
  const data = exampleReport({ videos: 1 });
  const video = data.videos[0]!;
  const hostile: ReportData = {
    ...data,
    recipe: label,
    run: label,
    warnings: [label],
    recipeText: label,
    environment: [[label, label]],
    perClass: [{ ...data.perClass[0]!, label }],
    videos: [{
      ...video,
      id: label,
      labels: [label],
      groundTruth: video.groundTruth.map((segment) => ({ ...segment, label })),
      curves: video.curves.map((curve) => ({ ...curve, name: label })),
      mined: video.mined.map((mined) => ({ ...mined, name: label })),
    }],
  };
  await withPage(browser, hostile, async (page, errors) => {
    await page.setViewport({ width: 400, height: 900 });
    assert.equal(await page.evaluate(`document.querySelectorAll("script, img").length`), 0);
    assert.equal(await page.evaluate(`document.querySelector("h1").textContent`), label);
    assert.equal(await page.evaluate(`document.querySelector("pre").textContent`), label);
    assert.equal(await page.evaluate(`document.querySelector("table.classes tbody th").textContent`), label);
    assert.equal(await page.evaluate(`document.documentElement.scrollWidth`), 400);
    assert.notEqual(await page.title(), "run");
    assert.deepEqual(errors, []);
  });
});

browserTest("renderReport() keeps to the page with 100 classes and long names", async (browser) => {
  const name = "ClassWithoutAnySpace".repeat(8);
  const data = exampleReport({ classes: 100, videos: 1 });
  const video = data.videos[0]!;
  const crowded: ReportData = {
    ...data,
    recipe: name,
    averages: data.averages.map((average) => ({ ...average, name })),
    perClass: data.perClass.map((row, i) => ({ ...row, label: `${name}${i}` })),
    losses: data.losses.map((loss) => ({ ...loss, name })),
    counts: [[name, name]],
    videos: [{
      ...video,
      id: name,
      labels: [name],
      duration: 1500,
      detections: data.perClass.map(({ label }, i) => ({ label, start: 15 * i, end: 15 * i + 12, score: i })),
      groundTruth: [{ label: name, start: -3, end: 4 }, { label: name, start: 1490, end: 1502 }],
    }],
  };
  await withPage(browser, crowded, async (page, errors) => {
    for (const width of [400, 1280]) {
      await page.setViewport({ width, height: 900 });
      await page.evaluate(`document.querySelectorAll("details").forEach((details) => details.open = true)`);
      const measured = await page.evaluate(MEASURE) as Measured;
      assert.equal(measured.pageWidth, width);
      assert.equal(measured.outside, 0);
      assert.deepEqual(measured.clipped, []);
      assert.deepEqual(measured.overlapping, []);
    }
    assert.deepEqual(errors, []);
  });
});

async function background(page: Page, value: string): Promise<unknown> {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
  return page.evaluate(`getComputedStyle(document.body).backgroundColor`);
}
