import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { ROOT } from "../../shared.ts";
import { inFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";
import { withServer } from "./served.ts";
import { recipe, withRuns } from "./small_run.ts";

/** The folders in which servers keep what they were sent. */
function requestFolders(): string[] {
  return readdirSync(join(ROOT, "runs")).filter((name) => name.startsWith(".serve-"));
}

Deno.test("serve finds what predict finds, to the bit, refuses strangers and ends with nothing left behind", async () => {
  const name = "test_serve";
  await withRuns(name, () =>
    inFolder(async (folder) => {
      const made = await task(["run", recipe(name), "--json"], { WALT_ENGINE: "cpu" });
      const run = String(lastLine(made.stdout)["run"]);
      const arrays = new Map(
        ["rgb", "flow"].map((source, s) => [source, npyBytes(130, 24, (i) => Math.sin(i * (s + 1)))]),
      );
      for (const [source, bytes] of arrays) {
        Deno.mkdirSync(join(folder, source));
        Deno.writeFileSync(join(folder, source, "mine.npy"), bytes);
      }
      const words = ["--sampling", "all"];
      const predicted = await task(["predict", run, folder, "--json", ...words], { WALT_ENGINE: "cpu" });
      const wanted = (lastLine(predicted.stdout)["results"] as Record<string, unknown[]>)["mine"]!;
      assert.ok(wanted.length > 5);
      const before = requestFolders();
      await withServer([run, ...words], async ({ address, port, said, interrupt }) => {
        const body = new FormData();
        for (const [source, bytes] of arrays) body.append(source, new Blob([bytes]));
        const answer = await fetch(`${address}segments?video=mine`, { method: "POST", body });
        const found = await answer.json();
        assert.equal(answer.status, 200, JSON.stringify(found));
        assert.deepEqual(found.segments, wanted);
        assert.deepEqual([found.unit, found.fps, found.snippets, found.duration], ["seconds", 25, 130, 83.2]);

        const rows = (bytes: Uint8Array) => {
          const values = new Float32Array(bytes.slice(-130 * 24 * 4).buffer);
          return Array.from({ length: 130 }, (_, t) => [...values.subarray(24 * t, 24 * t + 24)]);
        };
        const features = Object.fromEntries([...arrays].map(([source, bytes]) => [source, rows(bytes)]));
        const json = await fetch(`${address}segments?video=mine&top=3`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ features }),
        });
        assert.deepEqual((await json.json()).segments, wanted.slice(0, 3));

        const narrow = new FormData();
        narrow.append("rgb", new Blob([npyBytes(4, 23, () => 1)]));
        narrow.append("flow", new Blob([npyBytes(4, 24, () => 1)]));
        const refused = await fetch(`${address}segments`, { method: "POST", body: narrow });
        assert.equal(refused.status, 422);
        assert.match((await refused.json()).error, /"features\/rgb\/video\.npy" has shape \[4, 23\]/);

        const taken = await task(["serve", run, "--port", String(port)], { WALT_ENGINE: "cpu" });
        assert.equal(taken.code, 2);
        assert.match(
          taken.stderr,
          new RegExp(`error: Port ${port} of 127.0.0.1 is in use.*\n  = .*serve ${run} --port ${port + 1}`),
        );

        // A client that leaves while it sends.
        const leaving = await Deno.connect({ hostname: "127.0.0.1", port });
        const head =
          "POST /segments?video=half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc";
        await leaving.write(new TextEncoder().encode(head));
        while ((await (await fetch(`${address}health`)).json()).jobs === 0);
        leaving.close();
        while ((await (await fetch(`${address}health`)).json()).jobs > 0);
        assert.match(said(), /^(refused +"half": The body broke off|left +"half")/m);

        assert.equal(await interrupt(), 0);
        assert.doesNotMatch(said(), /legacy|error|warning: other machines/i);
      }, { WALT_ENGINE: "cpu" });
      assert.deepEqual(requestFolders(), before);
      const elsewhere = await task(["serve", run, "--host", "192.0.2.1"]);
      assert.equal(elsewhere.code, 2);
      assert.match(elsewhere.stderr, /cannot listen on "192\.0\.2\.1"\n {2}= write one of: 127\.0\.0\.1/);
    }));
});
