// deno-lint-ignore-file no-control-regex
import assert from "node:assert/strict";
import { needs } from "../../../needs.ts";
import { hasTerminal, Terminal } from "./terminal.ts";

const EXAMPLE = "deno run -A tests/pipeline/cli/terminal/progress_example.ts";

/** What changes a terminal for those who come after: modes such as cursor and wrapping, colours, saved places. */
const STATE = /\x1b(\[\?|\[\d*m|7|8)/;

/** The lines that were drawn, one over the other. */
function drawn(output: string): string[] {
  return [...output.matchAll(/\r([^\r\n]*?)\x1b\[K/g)].map(([, line]) => line!).filter((line) => line !== "");
}

/** How a bar ends at a width. */
const LAST: Record<number, RegExp> = {
  40: / 12K\/s\x1b/,
  60: / 12,345 snippets\/s\x1b/,
  80: /loss 1.2345\x1b/,
  200: /norm 0.0001\x1b/,
};

Deno.test({
  ...needs(
    "python3 and bash",
    hasTerminal,
    "The bar fits the width of the terminal, also when that changes",
  ),
  async fn() {
    await using terminal = await Terminal.open(40);
    await terminal.start(`${EXAMPLE} stop 100000`, /\d+\/100000 \S+ left 12K\/s/);
    for (const columns of [80, 200, 60, 40]) {
      await terminal.resize(columns);
      const from = terminal.output.length;
      await terminal.until(LAST[columns]!, from);
      const lines = drawn(terminal.output.slice(from));
      assert.ok(lines.at(-1)!.length < columns, `${lines.at(-1)}`);
    }
    assert.ok(
      drawn(terminal.output).every((line) => /\d+\/100000.* left.*\/s/.test(line) || line.includes("?:??")),
    );
  },
});

Deno.test({
  ...needs(
    "python3 and bash",
    hasTerminal,
    "A terminal without a width has 80 columns",
  ),
  async fn() {
    await using terminal = await Terminal.open(0);
    await terminal.start(`${EXAMPLE} stop 100000`, /loss 1.2345\x1b/);
    assert.ok(drawn(terminal.output).every(({ length }) => length < 80));
  },
});

Deno.test({
  ...needs(
    "python3 and bash",
    hasTerminal,
    "However a process ends, the terminal is as before and lines stand alone",
  ),
  async fn() {
    await using terminal = await Terminal.open(80);
    for (const end of ["stop", "exit", "leave", "throw", "TERM", "HUP", "KILL"]) {
      const from = terminal.output.length;
      if (/[A-Z]/.test(end)) {
        await terminal.start(`${EXAMPLE} stop 100000 &`, /line 20\r\n/);
        await terminal.type(`kill -${end} $!; wait\n`);
      } else await terminal.start(`${EXAMPLE} ${end} 25`, /line 20\r\n/);
      await terminal.ended();
      const output = terminal.output.slice(from);
      assert.doesNotMatch(output, STATE, `${end} ${JSON.stringify(output)}`);
      assert.match(output, /\r\x1b\[Kline 20\r\n/, "a line takes the place of the bar");
      if (end === "throw") assert.match(output, /\r\x1b\[Kerror: Uncaught/);
    }
  },
});
