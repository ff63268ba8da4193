// deno-lint-ignore-file no-control-regex
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { needs } from "../../needs.ts";
import { temporaryFolder } from "../../temporary.ts";
import { recipe } from "./small_run.ts";
import { recorded } from "./small_sweep.ts";
import { hasTerminal, Terminal } from "./terminal/terminal.ts";

Deno.test({
  ...needs("python3 and bash", hasTerminal, "On a terminal a sweep is a table that fits it, until Ctrl-C"),
  async fn() {
    const [path, out] = [recipe("test_live"), temporaryFolder()];
    await using terminal = await Terminal.open(70);
    const words = [path, "--seeds 0:2", "--jobs 2", "--set training.steps=1000000", `--out ${out}`];
    const command = `deno run -q -P=sweep pipeline/cli/main.ts sweep ${words.join(" ")}`;
    const live = /running {2}test_live, seed 1 {2}step [1-9]\d*\/1000000 {2}loss \d\.\d{4}/;
    await terminal.start(command, live);
    const row = String.raw`running  test_live, seed \d  step [1-9].*\r\n`.replaceAll("  ", " {2}");
    await terminal.until(new RegExp(`${row}${row}0 of 3 done, 2 running, about \\S+ left`));
    const from = terminal.output.length;
    await terminal.interrupt();
    await terminal.until(/stopped; the same command goes on\r\n/, from);
    assert.equal(await terminal.ended(), 1);
    const drawn = terminal.output.match(/^.*(running {2}|0 of 3 done).*$/gm)!.map((line) =>
      line.replace(/\r|\x1b\[\w+/g, "")
    );
    assert.ok(drawn.every(({ length }) => length < 70));
    assert.ok(!/\x1b\[\?/.test(terminal.output), "no mode of the terminal is changed");
    const runs = recorded(out);
    assert.deepEqual(runs.map(({ state }) => state), ["stopped", "stopped", "planned"]);
    for (const { run, state } of runs) {
      assert.equal(existsSync(join(out, run, "checkpoint.json")), state === "stopped");
    }
  },
});
