/** Benchmark of the playground in headless Chromium: opening the page from the disk, and training the demo in it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, type Page } from "puppeteer-core";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { buildPlayground } from "../pipeline/playground/build.ts";
import { RunError } from "../specs/diagnostics/diagnostics.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface PlaygroundOptions {
  /** How often the page is opened. */
  readonly rounds?: number;
  /** The browser's executable; CHROME_PATH by default, or Chromium where Linux has it. */
  readonly browser?: string;
}

/** From opening until the recipe is checked, and from Train until the mAP is told. */
export interface PlaygroundResult {
  readonly megabytes: number;
  /** The median. */
  readonly loading_ms: number;
  readonly training_ms: number;
  /** What the page says then, such as "trained in 26.8 s: 80.61 % average mAP 0.1:0.7". */
  readonly notes: readonly string[];
}

/**
 * Measures it, with a page that it writes below `bench` and removes.
 *
 * @throws {RunError} Where there is no browser.
 */
export async function benchPlayground(
  { rounds = 5, browser: executablePath = Deno.env.get("CHROME_PATH") ?? "/usr/bin/chromium" }:
    PlaygroundOptions = {},
): Promise<PlaygroundResult> {
  const text = await buildPlayground();
  const folder = Deno.makeTempDirSync({ dir: join(ROOT, "bench"), prefix: "playground-" });
  const file = join(folder, "playground.html");
  Deno.writeTextFileSync(file, text);
  const args = ["--no-sandbox", "--disable-dev-shm-usage"];
  const browser = await launch({ executablePath, headless: true, pipe: true, args }).catch((error) => {
    Deno.removeSync(folder, { recursive: true });
    throw new RunError(`Cannot start "${executablePath}"`, "let CHROME_PATH name Chromium or Chrome", {
      cause: error,
    });
  });
  try {
    const loading: number[] = [];
    let page!: Page;
    for (let i = 0; i < rounds; i++) {
      page = await browser.newPage();
      const began = performance.now();
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector("html[data-checked]");
      loading.push(performance.now() - began);
    }
    const began = performance.now();
    await page.click("#view-train .controls .main");
    await page.waitForSelector("html[data-trained]", { timeout: 600_000 });
    const training = performance.now() - began;
    return {
      megabytes: rounded(new TextEncoder().encode(text).length / 1e6),
      loading_ms: rounded(median(loading)),
      training_ms: rounded(training),
      notes: [await page.$eval("#view-train .state", ({ textContent }) => textContent!)],
    };
  } finally {
    await browser.close();
    Deno.removeSync(folder, { recursive: true });
  }
}
