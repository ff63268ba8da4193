import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { finish } from "./process.ts";
import { recipe, runsOf, start, withRuns } from "./small_run.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("Ctrl-C before the first step leaves no run folder", () =>
  withRuns("test_early", async () => {
    // The first step takes long on this engine, and it is only made after the folder is.
    const child = start([recipe("test_early"), "--set", "constants.hidden=2048"], { WALT_ENGINE: "cpu" });
    while (runsOf("test_early").length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill("SIGINT");
    const { code, stderr } = await finish(child);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /interrupted before the first step, nothing was changed\n$/);
    assert.deepEqual(runsOf("test_early"), []);
  }));

Deno.test("Ctrl-C while a step computes on other threads ends the command without a crash", () =>
  withRuns("test_native", async () => {
    const large = ["constants.hidden=2048", "features.sources.rgb.width=1024", "training.steps=100000"];
    const words = [recipe("test_native"), ...large.flatMap((value) => ["--set", value])];
    const child = start(words, {});
    while (runsOf("test_native").length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // By now the first step is recorded or computed.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { code, stderr } = await finish(child);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /interrupted before the first step|once more to stop at once/);
  }));

Deno.test({
  name: "Ctrl-C while data are read ends the command at once and leaves no run folder",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withRuns("test_reading", async () => {
      const root = temporaryFolder();
      const pipe = join(root, "gt.json");
      await new Deno.Command("mkfifo", { args: [pipe] }).output();
      const words = [join(ROOT, "recipes", "cola_shrec21.yaml"), "--set", "name=test_reading"];
      const child = start([...words, "--set", `data.root=${root}`]);
      // Opens once the command reads the annotations, and never gives any.
      using _writer = await Deno.open(pipe, { write: true });
      child.kill("SIGINT");
      const { code, stderr } = await finish(child);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /interrupted before the first step, nothing was changed\n$/);
      assert.deepEqual(runsOf("test_reading"), []);
    }),
});
