import { launch } from "puppeteer-core";
const args = Deno.args;
const browser = await launch({
  executablePath: "/usr/bin/chromium",
  headless: true,
  pipe: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  const page = await browser.newPage();
  page.on("console", (m) => console.log("console:", m.text()));
  page.on("pageerror", (e) => console.log("error:", String((e as Error).stack ?? e)));
  page.on("request", (r) => {
    if (!/^(file|data|blob):/.test(r.url())) console.log("request", r.url());
  });
  await page.setViewport({ width: 1400, height: 900 });
  const t = performance.now();
  await page.goto("file:///work/play/playground.html");
  await page.waitForSelector("html[data-ready]");
  console.log("ready", ((performance.now() - t) / 1000).toFixed(2), await page.evaluate("performance.now()"));
  const shot = async (name: string) => {
    await page.screenshot({ path: `/tmp/playshots/${name}.png` });
  };
  const script = await import(`file://${args[0]}`);
  await script.default(page, shot);
} finally {
  await browser.close();
}
