/** Opens pages in a real browser, where there is one. */
import { existsSync } from "node:fs";
import { type Browser, launch } from "puppeteer-core";
import { needs } from "../../needs.ts";

const PLACES = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);

/** The browser's executable: CHROME_PATH, then the usual places. Undefined where there is none. */
export function chromium(): string | undefined {
  const given = Deno.env.get("CHROME_PATH");
  return [given, ...PLACES].find((path) => path && existsSync(path));
}

/**
 * A test in the browser: ignored, and counted as such, where there is none. Needs the permissions run (the executable),
 * read, write (a profile in the folder for temporary files) and env; the browser is spoken to through pipes.
 */
export function browserTest(name: string, run: (browser: Browser) => Promise<void>): void {
  const executablePath = chromium();
  Deno.test({
    ...needs("chromium", executablePath, name),
    fn: async () => {
      const browser = await launch({
        executablePath: executablePath!,
        headless: true,
        pipe: true,
        args: ["--no-sandbox", "--disable-dev-shm-usage"],
      });
      try {
        await run(browser);
      } finally {
        await browser.close();
      }
    },
  });
}
