import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import type { FilmPageData } from "../../../../pipeline/report/film/film_data.ts";
import { renderFilmPage } from "../../../../pipeline/report/film/film_page.ts";
import { drawThumbnails } from "../../../../pipeline/films/watch/thumbnails.ts";
import { FFMPEG, ffmpeg } from "../../films/films.ts";
import { needs } from "../../../needs.ts";
import { inFolder } from "../../../temporary.ts";
import { browserTest, chromium } from "../chromium.ts";
import { exampleFilm } from "./example_film.ts";

/** A test in the browser with a film. */
function playerTest(name: string, test: (open: Open) => Promise<void>): void {
  if (!FFMPEG || !chromium()) {
    return void Deno.test({ ...needs(FFMPEG ? "chromium" : "ffmpeg", undefined, name), fn() {} });
  }
  browserTest(name, (browser) =>
    inFolder(async (folder) => {
      const film = join(folder, "my film.webm");
      const source = ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=4"];
      await ffmpeg(...source, "-c:v", "libvpx", "-deadline", "realtime", film);
      const [picture] = await drawThumbnails(film, [1.75]);
      await test(async (more = {}, hash = "") => {
        const data = exampleFilm();
        const segments = data.segments.map((segment) => ({ ...segment, picture }));
        const file = join(folder, "index.html");
        await Deno.writeTextFile(file, renderFilmPage({ ...data, segments, ...more }));
        const page = await browser.newPage();
        const errors: string[] = [];
        page.on("console", (message) => errors.push(message.text()));
        page.on("pageerror", (error) => errors.push(String(error)));
        await page.goto(`${pathToFileURL(file).href}${hash}`);
        return { page, errors };
      });
    }));
}

type Open = (more?: Partial<FilmPageData>, hash?: string) => Promise<{ page: Page; errors: string[] }>;

/** Where the player is, once it has got there. */
async function moment(page: Page): Promise<number> {
  return await page.evaluate(`new Promise((resolve) => {
    const video = document.querySelector("video");
    const wait = () => video.seeking || video.readyState < 2 ? setTimeout(wait, 20) : resolve(video.currentTime);
    wait();
  })`) as number;
}

/** The moment that the cursor shows, seconds. */
async function cursor(page: Page): Promise<number> {
  return await page.evaluate(`(() => {
    const { left, right, duration } = document.querySelector("figure").dataset;
    return (document.querySelector(".cursor").getAttribute("x1") - left) / (right - left) * duration;
  })()`) as number;
}

/** Clicks at a moment of the timeline, at the height of the element that a selector finds. */
async function clickAt(page: Page, selector: string, seconds: number): Promise<void> {
  const [x, y] = await page.evaluate(`(() => {
    document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center" });
    const plot = document.querySelector(".plot");
    const { left, right, duration } = plot.closest("figure").dataset;
    const { top, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    const x = Number(left) + (right - left) * ${seconds} / duration;
    return [plot.getBoundingClientRect().left + x, top + height / 2];
  })()`) as [number, number];
  await page.mouse.click(x, y);
}

const current = (page: Page) =>
  page.evaluate(
    `[...document.querySelectorAll("button[aria-current]")].map((button) => button.dataset.label).join()`,
  );

playerTest(
  "A film's page seeks by clicks in its list, on segments and in curves, and shows where it is",
  async (open) => {
    const { page, errors } = await open();
    await page.setViewport({ width: 1280, height: 900 });
    await page.click("button[data-start='2']");
    assert.equal(await moment(page), 2);
    assert.ok(Math.abs(await cursor(page) - 2) < 0.01);
    assert.equal(await current(page), "jump,walk");
    assert.equal(await page.evaluate(`document.querySelector(".now").textContent`), "0:02.0jump, walk");
    await clickAt(page, "rect[data-segment='2']", 3.25);
    assert.equal(await moment(page), 3, "a segment is gone to from its start");
    await clickAt(page, ".curve", 0.75);
    assert.ok(Math.abs(await moment(page) - 0.75) < 0.02, "a curve is gone to where it is clicked");
    assert.equal(await current(page), "");
    assert.equal(await page.evaluate(`document.querySelectorAll("rect.now").length`), 0);
    assert.deepEqual(errors, []);
  },
);

playerTest(
  "A film's page is moved by keys, whatever has the focus but what needs them itself",
  async (open) => {
    const { page, errors } = await open({}, "#t=1.5");
    assert.equal(await moment(page), 1.5);
    const steps: [key: string, seconds: number][] = [
      ["n", 2],
      ["n", 3],
      ["n", 3],
      ["p", 2],
      ["p", 1],
      ["p", 1],
      ["ArrowRight", 2],
      ["ArrowLeft", 1],
      [".", 1.04],
      [",", 1],
      ["Home", 0],
    ];
    for (const [key, seconds] of steps) {
      await page.keyboard.press(key as "n");
      assert.ok(
        Math.abs(await moment(page) - seconds) < 1e-3,
        `${key} goes to ${await moment(page)}, not ${seconds}`,
      );
    }
    const isPaused = () => page.evaluate(`document.querySelector("video").paused`);
    await page.focus("video");
    await page.keyboard.press("Space");
    assert.equal(await isPaused(), false);
    await page.keyboard.press("Space");
    assert.equal(await isPaused(), true);
    await page.focus("button[data-start='3']");
    await page.keyboard.press("Space");
    assert.equal(await moment(page), 3, "space on a button presses it");
    assert.equal(await isPaused(), true);
    await page.focus("#least");
    await page.keyboard.press("ArrowRight");
    assert.equal(await moment(page), 3, "an arrow on a slider moves it");
    assert.deepEqual(errors, []);
  },
);

playerTest("A film's page hides segments below a score, and goes past them", async (open) => {
  const { page } = await open();
  await page.evaluate(`(() => {
    const least = document.querySelector("#least");
    least.value = "0.5";
    least.dispatchEvent(new Event("input"));
  })()`);
  const shown = await page.evaluate(
    `[...document.querySelectorAll(".found li")].filter((item) => item.offsetHeight > 0).length`,
  );
  assert.equal(shown, 2);
  assert.equal(await page.evaluate(`document.querySelector("#least-now").textContent`), "0.5: 2 of 3");
  for (let i = 0; i < 3; i++) await page.keyboard.press("n");
  assert.equal(await moment(page), 2);
});

playerTest("A film's page is read whole at every width, by ear too, and has chapters", async (open) => {
  const { page, errors } = await open();
  for (const width of [390, 1280]) {
    for (const value of ["light", "dark"]) {
      await page.setViewport({ width, height: 844 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      assert.equal(await page.evaluate(`document.documentElement.scrollWidth`), width);
    }
  }
  const nameless = await page.evaluate(
    `[...document.querySelectorAll("img, video, svg.plot, .scroll, input, button")]
    .filter((each) => !(each.alt || each.ariaLabel || each.labels?.length || each.textContent)).length`,
  );
  assert.equal(nameless, 0);
  assert.equal(await page.evaluate(`document.querySelector("img").naturalHeight`), 90);
  const chapters = await page.evaluate(`new Promise((resolve) => {
    const { track } = document.querySelector("track");
    const wait = () => track.cues?.length ? resolve([...track.cues].map(({ text }) => text).join()) : setTimeout(wait, 20);
    track.mode = "hidden";
    wait();
  })`);
  assert.equal(chapters, "jump,walk");
  const order: string[] = [];
  await page.evaluate(`document.body.focus()`);
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(
      `document.activeElement.dataset.start ?? document.activeElement.localName`,
    );
    if (at !== order.at(-1)) order.push(at as string);
  }
  assert.deepEqual(order.slice(0, 7), ["video", "input", "1", "2", "3", "div", "a"]);
  assert.deepEqual(errors, []);
});

playerTest("A film's page says what to type where the browser does not play the film", async (open) => {
  const { page } = await open({ source: "gone.webm" });
  await page.waitForSelector(".unplayable:not([hidden])");
  const text = await page.evaluate(`document.querySelector(".unplayable").innerText`) as string;
  assert.match(text, /deno task video watch RUN 'my film\.webm' --transcode/);
  const { page: played } = await open();
  await moment(played);
  assert.equal(await played.evaluate(`document.querySelector(".unplayable").hidden`), true);
});
