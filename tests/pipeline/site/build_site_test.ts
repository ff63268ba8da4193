import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { recipeFiles } from "../../../pipeline/site/recipe_pages.ts";
import { needs } from "../../needs.ts";
import { ROOT } from "../../shared.ts";
import { browserTest } from "../report/chromium.ts";
import { brokenLinks, builtSite, HAS_SITE, linksOf, pagesOf } from "./built.ts";

function siteTest(name: string, fn: () => void | Promise<void>) {
  Deno.test({ ...needs("the generator of the site: deno task site", HAS_SITE, name), fn });
}

const folder = HAS_SITE ? await builtSite() : "";
const pages = HAS_SITE ? pagesOf(folder) : new Map<string, string>();
const own = new Map([...pages].filter(([url]) => !url.startsWith("api/")));

siteTest("the site: every link leads to a page, a file and an anchor that are there", () => {
  const isFile = (path: string) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false;
  assert.ok(own.size > 100 && pages.size > own.size);
  // Which type a parameter stands for has no anchor in what deno doc writes.
  assert.deepEqual(brokenLinks(pages, isFile).filter((link) => !/^api\/.*#type_param_/.test(link)), []);
});

siteTest(
  "the site: the reference of the API leads back to the guide, and names no file on a disk",
  () => {
    const index = pages.get("api/index.html")!;
    assert.ok(linksOf(index).includes("../index.html"));
    const symbol = pages.get("api/~/loadRecipe.html")!;
    assert.ok(linksOf(symbol).includes("../../index.html"));
    assert.deepEqual([...pages].filter(([, html]) => /href="file:/.test(html)).map(([url]) => url), []);
  },
);

siteTest("the site: each page loads what lies on the site alone, by relative links", () => {
  for (const [url, html] of own) {
    const loaded = [...html.matchAll(/<(?:link|script|img|iframe)\b[^>]*? (?:href|src)="([^"]*)"/g)].map((
      [, at],
    ) => at!);
    assert.deepEqual(loaded.filter((at) => /^(?!data:)[a-z]+:|^\//.test(at)), [], url);
    assert.ok(!/\bfetch\(|@import|url\(http/.test(html.replace(/<pre[^]*?<\/pre>/g, "")), url);
  }
});

siteTest("the site: every page of the guide and every recipe has a page, which the start leads to", () => {
  const start = linksOf(own.get("index.html")!);
  const guide = readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replace(/\.md$/, ".html")}`);
  assert.deepEqual(guide.filter((url) => !start.includes(url)), []);
  const gallery = linksOf(own.get("recipes/index.html")!);
  const recipes = recipeFiles(ROOT).map((file) => file.slice("recipes/".length).replace(/\.yaml$/, ".html"));
  assert.ok(recipes.length > 60);
  assert.deepEqual(recipes.filter((url) => !gallery.includes(url)), []);
});

siteTest("the site: a recipe's page shows its text, its parents and the graph of its signals", () => {
  const page = own.get("recipes/cola_thumos.html")!;
  assert.ok(linksOf(page).includes("base/thumos14.html"));
  assert.ok(linksOf(page).includes("../playground.html#recipes/cola_thumos.yaml"));
  assert.match(page, /<svg class="graph"[^>]* aria-label="Signals of cola_thumos">/);
  assert.equal(page.match(/<g class="signal /g)!.length, 22);
  assert.ok(page.includes("recipes/cola_thumos.yaml:31</title>"), "the line that declares a signal");
  const text = page.replace(/<[^>]*>/g, "");
  assert.ok(text.includes("hard_action: top_indices(actionness * inner, T, ratio=r_hard, k_min=k_min)"));
});

siteTest("the site: pages lead to the report of the demo and embed the playground", () => {
  const start = linksOf(own.get("index.html")!);
  assert.ok(start.includes("demo_report.html") && start.includes("try.html"));
  assert.match(own.get("demo_report.html")!, /A run/);
  assert.match(own.get("try.html")!, /<iframe src="playground.html" title="Playground"/);
});

siteTest("the site: the search knows the sections of the guide, with the page and anchor of each", () => {
  const text = readFileSync(join(folder, "assets/sections.js"), "utf8");
  const { SECTIONS: sections } = new Function("globalThis", `${text}return globalThis;`)({}) as {
    SECTIONS: { url: string; title: string; text: string }[];
  };
  const found = sections.find(({ url }) => url === "docs/write_a_recipe.html#the-language");
  assert.equal(found?.title, "The language");
  assert.ok(found.text.includes("Signals are aligned by the names of their axes"));
  const load = sections.find(({ title }) => title === "loadRecipe");
  assert.equal(load?.url, "api/~/loadRecipe.html");
  assert.match(load.text, /^Loads a recipe file with everything it extends/);
  const links = sections.map(({ url }) => `<a href="${url}">`).join("");
  const broken = brokenLinks(new Map([...pages, ["found.html", links]]), () => false);
  assert.deepEqual(broken.filter((link) => link.startsWith("found.html:")), []);
});

if (HAS_SITE) {
  browserTest(
    "the site from a disk: no page is wider than a telephone, and the search finds a section",
    async (browser) => {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("request", (request) => {
        if (!/^(file|data):/.test(request.url())) problems.push(request.url());
      });
      await page.setViewport({ width: 390, height: 800 });
      for (
        const url of [
          "index.html",
          "docs/reference.html",
          "recipes/cola_thumos.html",
          "docs/write_a_recipe.html",
        ]
      ) {
        await page.goto(`file://${folder}/${url}`);
        const wider = Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
        if (wider > 0) problems.push(`${url} is ${wider} pixels too wide`);
      }
      await page.keyboard.press("/");
      await page.keyboard.type("memories");
      const first = await page.waitForSelector(".results a");
      await page.keyboard.press("ArrowDown");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok(first);
      assert.match(page.url(), /\/docs\/[a-z_]+\.html#/);
      assert.match(await page.$eval("main", (main) => main.textContent), /memor/i);
      assert.deepEqual(problems, []);
    },
  );
}

Deno.test("brokenLinks() finds pages, files and anchors that are not there", () => {
  const found = brokenLinks(
    new Map([
      [
        "index.html",
        '<p id="here"><a href="#here"><a href="#gone"><a href="docs/a.html#x"><a href="b.png"><a href="c.png">',
      ],
      [
        "docs/a.html",
        '<h2 id="x"><a class="y" href="../index.html#x"><a href="../index.html"><a href="https://deno.com">',
      ],
    ]),
    (path) => path === "b.png",
  );
  assert.deepEqual(found, ["index.html: #gone", "index.html: c.png", "docs/a.html: ../index.html#x"]);
});
