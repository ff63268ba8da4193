/** The playground in a real browser, opened from the disk. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { generateDataset } from "../../../pipeline/data/synthetic/dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { buildPlayground } from "../../../pipeline/playground/build.ts";
import { fragmentOf } from "../../../pipeline/playground/browser/share_link.ts";
import { evaluateTestSplit } from "../../../pipeline/runs/test_split.ts";
import { train } from "../../../pipeline/training/train.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { browserTest } from "../report/chromium.ts";

const TINY = "recipes/tiny.yaml";
const TINY_TEXT = `version: 1
name: tiny
extends: demo.yaml
constants: { hidden: 4 }
data: { videos: { train: 6, test: 3 } }
training: { steps: 12, batch: 3, log_every: 1, evaluate_every: 6 }
`;

/** The text of each element. */
const texts = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => all.map((each) => (each as unknown as { textContent: string }).textContent));

/** Waits until an element has a text. */
const told = (page: Page, selector: string, text: string) =>
  page.waitForFunction(
    `document.querySelector(${JSON.stringify(selector)})?.textContent.includes(${JSON.stringify(text)})`,
  );

/** Types a recipe in the place of the one at hand. */
async function typeAll(page: Page, text: string): Promise<void> {
  await page.focus(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  // As a paste: nothing is completed or closed.
  await page.evaluate(`document.execCommand("insertText", false, ${JSON.stringify(text)})`);
}

/** The average mAP of the tiny recipe on the same engine, outside of a browser. */
async function averageHere(): Promise<string> {
  const program = compileRecipe(TINY, {
    read: (path) => path === TINY ? TINY_TEXT : Deno.readTextFileSync(join(ROOT, path)),
  });
  const { data, features, evaluation } = program.recipe;
  assert.equal(data.kind, "synthetic");
  const dataset = generateDataset(data as Extract<typeof data, { kind: "synthetic" }>, features, evaluation);
  const model = createModel(program, await openEngine("wasm"));
  await train(model, dataset);
  const result = await evaluateTestSplit(model, dataset);
  model.dispose();
  const { averages, protocol } = result.evaluation!;
  return (averages[protocol.headline]! * 100).toFixed(2);
}

browserTest(
  "The playground checks, draws, trains, compares and shares recipes, opened from the disk",
  async (browser) => {
    const file = join(temporaryFolder(), "playground.html");
    Deno.writeTextFileSync(file, await buildPlayground());
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const errors: string[] = [];
    page.on("console", (message) => errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) errors.push(request.url());
    });
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${pathToFileURL(file).href}${fragmentOf({ path: TINY, texts: { [TINY]: TINY_TEXT } })}`);
    await page.waitForSelector("html[data-ready]");
    assert.deepEqual(await texts(page, "#problems"), ["No mistakes"]);

    // What is typed is checked, a fix is a press, and what may be typed is offered.
    await typeAll(page, TINY_TEXT.replace("steps: 12", "stepz: 12"));
    await told(page, "#problems", 'did you mean "steps"?');
    assert.deepEqual(await texts(page, "#problems li button"), ["6:13", 'Change to "steps"']);
    assert.equal((await page.$$(".cm-lintRange-error")).length, 1);
    await page.focus("#problems .fix");
    await page.keyboard.press("Enter");
    await told(page, "#problems", "No mistakes");
    await page.focus("#recipe");
    await page.evaluate(`document.querySelector(".cm-content").focus()`);
    await page.keyboard.down("Control");
    await page.keyboard.press("End");
    await page.keyboard.up("Control");
    await page.keyboard.type("los");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    assert.match((await texts(page, ".cm-tooltip-autocomplete li"))[0]!, /^losses/);
    await page.keyboard.press("Escape");
    await typeAll(page, TINY_TEXT);
    await told(page, "#problems", "No mistakes");

    // The same numbers as outside of the browser.
    await page.focus(".cm-content");
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    const average = await averageHere();
    await page.waitForSelector("html[data-trained=whole]");
    assert.match(
      (await texts(page, "#view-train .state"))[0]!,
      new RegExp(`^tiny: trained in [\\d.]+ s: ${average} % `),
    );
    assert.equal((await texts(page, ".number.headline strong"))[0], `${average} %`);
    assert.deepEqual(await texts(page, "#view-train .told"), [""]);
    const charts = await texts(page, ".curves .chart title, .curves figcaption strong");
    for (const name of ["total", "action", "refine action"]) assert.ok(charts.includes(name), charts.join());
    assert.equal((await page.$$("details.video svg.plot")).length, 3);

    // The graph tells the line of a box, also by keyboard.
    await page.click("#tab-graph");
    await page.waitForSelector("g.signal");
    const names = await texts(page, "g.signal text.name");
    assert.ok(names.includes("x") && names.includes("losses.refine_action"), names.join());
    await page.evaluate(`document.querySelectorAll("g.signal")[${names.indexOf("x")}].focus()`);
    await told(page, ".graph-about", "recipes/cola_thumos.yaml:");
    assert.match((await texts(page, ".graph-about"))[0]!, /x \[B, T, D=4\].*580 parameters.*kind: conv1d/s);

    // Places lead there.
    await page.focus(".graph-about button.place");
    await page.keyboard.press("Enter");
    await page.waitForSelector('html[data-checked="recipes/cola_thumos.yaml"]');
    await told(page, ".cm-activeLine", "kind: conv1d");
    await told(page, "#about", "x: [B, T, D=2048]");
    await page.select("#recipe", TINY);
    await page.waitForSelector(`html[data-checked="${TINY}"]`);

    // Masks follow the map that is drawn, and the constants.
    await page.focus("#tab-graph");
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("html[data-selected=true]");
    const rowOf = async (name: string) =>
      (await texts(page, ".select-row")).find((text) => text.startsWith(`${name} `))!;
    const before = await rowOf("inner");
    assert.match(before, /erode\(binary, m\) - erode\(binary, M\)\d+ of 60: /);
    await page.evaluate(`document.querySelector(".drawn-map").focus()`);
    await page.keyboard.press("ArrowRight");
    for (let i = 0; i < 4; i++) await page.keyboard.press("PageUp");
    await page.waitForFunction(
      `/> threshold\\d+ of 60: 1, /.test(document.querySelector(".rows").textContent)`,
    );
    await page.focus(".constant:nth-of-type(5) input");
    assert.equal((await texts(page, ".constant:nth-of-type(5)"))[0], "M");
    await page.evaluate(`(() => {
    document.activeElement.value = 3;
    document.activeElement.dispatchEvent(new Event("input"));
  })()`);
    await told(page, ".rows", "erode(binary, m) - erode(binary, M)nothing");

    // What differs from the parent, and recipes that read files.
    await page.click("#tab-changes");
    await told(page, ".changes", "recipes/demo.yaml");
    assert.match(
      (await texts(page, ".changes"))[0]!,
      /constants.*hidden.*−64recipes\/demo\.yaml:9.*\+4recipes\/tiny/s,
    );
    await page.select("#recipe", "recipes/cola_thumos.yaml");
    await told(page, "#problems", "A page reads no feature files");
    await page.click("#tab-train");
    await page.$$eval(
      "#view-train .controls button",
      (all) =>
        (all as unknown as { textContent: string; click(): void }[]).find(({ textContent }) =>
          /generated/.test(textContent)
        )!.click(),
    );
    await told(page, ".cm-content", "extends: [cola_thumos.yaml, base/demo_data.yaml]");
    await told(page, "#problems", "No mistakes");

    // What is trained is named, also beside another recipe; walt's own recipes have short names.
    assert.match(
      (await texts(page, "#view-train .other"))[0]!,
      /^What is shown is of recipe tiny: demo_cola_/,
    );
    await typeAll(page, "version: 1\nname: demo_cola_thumos\nextends: walt:dem\n");
    await told(page, "#problems", "Cannot read recipe");
    await typeAll(page, "version: 1\nname: demo_cola_thumos\nextends: walt:demo\n");
    await told(page, "#problems", "No mistakes");

    // Links lead back, and damaged ones say so.
    await page.click("#share");
    await page.waitForFunction(`document.getElementById("told").textContent !== ""`);
    assert.match(await page.evaluate("location.hash") as string, /^#recipes\/demo_cola_thumos\.yaml=[\w-]+$/);
    await page.evaluate(`location.hash = "#recipes/demo.yaml"`);
    await page.waitForSelector('html[data-checked="recipes/demo.yaml"]');
    await page.evaluate("history.back()");
    await page.waitForSelector('html[data-checked="recipes/demo_cola_thumos.yaml"]');
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    const other = fragmentOf({ path: TINY, texts: { [TINY]: "version: 1\n" } });
    await page.evaluate(`location.hash = ${JSON.stringify(other)}`);
    await told(page, "#told", "Your text is kept");
    assert.match(asked.join(), /other text of recipes\/tiny\.yaml.* Replace yours\?$/);
    await page.evaluate(`location.hash = "#recipes/none.yaml=AAAA"`);
    await told(page, "#told", "The link cannot be read");

    // A phone, light and dark.
    await page.setViewport({ width: 390, height: 844 });
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      for (const view of ["train", "graph", "masks", "changes"]) {
        await page.evaluate(`document.getElementById("tab-${view}").click()`);
        assert.equal(await page.evaluate(`document.documentElement.scrollWidth`), 390, `${view}, ${value}`);
      }
    }
    assert.deepEqual(errors, []);
  },
);
