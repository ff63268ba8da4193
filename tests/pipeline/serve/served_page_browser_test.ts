import assert from "node:assert/strict";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { npyBytes } from "../../npy.ts";
import { temporaryFolder } from "../../temporary.ts";
import { browserTest } from "../report/chromium.ts";
import { FACTS, fakeServer, FOUND } from "./fake_server.ts";

/** A class whose name is markup. */
const ODD = "<b>dive</b>";

browserTest(
  "the server's page sends features, shows their segments, and what the server refuses",
  async (browser) => {
    const folder = temporaryFolder();
    const detections = [
      { video: "v", label: "jump", score: 0.9, start: 0, end: 1.28 },
      { video: "v", label: ODD, score: 0.2, start: 1.28, end: 2.56 },
    ];
    const asked: string[] = [];
    const { respond } = fakeServer(folder, {
      facts: { ...FACTS, classes: ["jump", ODD] },
      localize: ({ options }) => {
        asked.push(`${options.video} ${options.top}`);
        return Promise.resolve({ ...FOUND, detections });
      },
    });
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      return await respond(pathname + search, {
        method,
        headers,
        body: method === "POST" ? await request.bytes() : null,
      });
    });
    const other = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      () => new Response("another site"),
    );
    try {
      const page = await browser.newPage();
      const errors: unknown[] = [];
      page.on("pageerror", (error) => errors.push(error));
      page.on("console", (message) => {
        // The browser itself tells of every answer that is no success.
        if (message.type() === "error" && !message.text().includes("422")) errors.push(message.text());
      });
      const address = `http://127.0.0.1:${server.addr.port}/`;
      await page.goto(address);
      const submit = () => page.click("#ask [type=submit]");
      await submit();
      assert.match(await page.$eval("#problem", (each) => each.textContent), /^Nothing is chosen/);
      const choose = async (source: string, width: number) => {
        const path = join(folder, `clip_${source}.npy`);
        Deno.writeFileSync(path, npyBytes(4, width, () => 1));
        const input = await page.$(`input[name=${source}]`) as ElementHandle & {
          uploadFile(path: string): Promise<void>;
        };
        await input.uploadFile(path);
      };
      await choose("rgb", 3);
      await submit();
      await page.waitForSelector("#problem:not([hidden])");
      assert.match(
        await page.$eval("#problem", (each) => each.textContent),
        /^No features of flow.*What to do: /,
      );
      await choose("flow", 2);
      await submit();
      await page.waitForSelector("#result:not([hidden])");
      assert.deepEqual(asked, ["clip_rgb 30"]);
      const bars = await page.$$eval(
        ".lane button",
        (all) => all.map((each) => [each.title, each.style.left]),
      );
      assert.deepEqual(bars, [["jump, 0:00.0 to 0:01.3, score 0.9", "0%"], [
        `${ODD}, 0:01.3 to 0:02.6, score 0.2`,
        "50%",
      ]]);
      assert.deepEqual(
        await page.$$eval("#list td:first-child", (all) => all.map((each) => each.textContent)),
        [
          "jump",
          ODD,
        ],
      );
      await page.setViewport({ width: 340, height: 700 });
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 340);
      assert.deepEqual(errors, []);

      await page.goto(`http://127.0.0.1:${other.addr.port}/`);
      const request = `fetch("${address}segments", { method: "POST", mode: "no-cors", body: "x" })`;
      await page.evaluate(`${request}.catch(() => {})`);
      assert.equal(asked.length, 1);
    } finally {
      await server.shutdown();
      await other.shutdown();
    }
  },
);
