import assert from "node:assert/strict";
import { join } from "node:path";
import { pathWord, toPaste } from "../../../../pipeline/cli/terminal/paths.ts";
import { ROOT } from "../../../shared.ts";
import { lastLine, task } from "../process.ts";
import { inRun, interruptedRun, recipe, runsOf, withRuns } from "../small_run.ts";
import { temporaryFolder } from "../../../temporary.ts";

Deno.test("run started from another folder prints paths that can be pasted there", () =>
  withRuns("test_elsewhere", async () => {
    const elsewhere = temporaryFolder();
    const words = ["run", recipe("test_elsewhere"), "--json"];
    const { code, stdout, stderr } = await task(words, { INIT_CWD: elsewhere });
    assert.equal(code, 0, stderr);
    const [run] = runsOf("test_elsewhere");
    assert.equal(lastLine(stdout)["run"], join(ROOT, run!));
    assert.ok(stderr.includes(`\nrun      ${join(ROOT, run!)}\n`), stderr);
    assert.ok(stderr.endsWith(`\nreport   ${join(ROOT, run!, "report.html")}\n`), stderr);
    assert.equal(JSON.parse(Deno.readTextFileSync(inRun(run, "result.json"))).run, run);
  }));

Deno.test("run started from a folder of the repository prints paths relative to that", () =>
  withRuns("test_below", async () => {
    const words = ["run", recipe("test_below"), "--json"];
    const { stdout } = await task(words, { INIT_CWD: join(ROOT, "recipes") });
    assert.equal(lastLine(stdout)["run"], `../${runsOf("test_below")[0]}`);
  }));

Deno.test("an interrupted run prints a command that works in the folder that it was started from", () =>
  withRuns("test_paste", async () => {
    const elsewhere = temporaryFolder();
    const words = [
      recipe("test_paste"),
      "--set",
      "training.steps=300",
      "--set",
      "training.evaluate_every=null",
    ];
    const { stderr } = await interruptedRun("test_paste", words, { INIT_CWD: elsewhere });
    const [, command] = /Go on with: deno (task .+)$/m.exec(stderr)!;
    const { success, stderr: told } = await new Deno.Command(Deno.execPath(), {
      args: command!.split(" "),
      cwd: elsewhere,
      env: { NO_COLOR: "1", INIT_CWD: elsewhere },
    }).output();
    assert.ok(success, new TextDecoder().decode(told));
  }));

Deno.test("a path that is printed by itself can be typed, also with blanks and quotes in it", () => {
  assert.equal(pathWord(join(ROOT, "runs/demo-1a2b3c4d-s0")), toPaste(join(ROOT, "runs/demo-1a2b3c4d-s0")));
  const { stdout } = new Deno.Command("sh", {
    args: ["-c", `printf %s ${pathWord("my runs/it's $HOME")}`],
  }).outputSync();
  assert.equal(new TextDecoder().decode(stdout), toPaste("my runs/it's $HOME"));
});
