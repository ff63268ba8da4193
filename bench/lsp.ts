/** Benchmark of `deno task lsp`: from a keystroke to what is told of the recipe, over the protocol. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { startServer } from "./editor_client.ts";
import { median, rounded } from "./statistics.ts";

/** Times of keystrokes in one open recipe. */
export interface LspResult {
  readonly recipe: string;
  /** Median from the keystroke to the diagnostics. */
  readonly keystroke_ms: number;
  /** The slowest of 20. */
  readonly p95_ms: number;
}

/** What is typed, at the start of section `mining`, and taken away again. */
const TYPED = "\n  typed: mean(actionness * kept, T)";

/** Rounds that only warm the server up. */
const WARM = 2;

/** Measures typing in a recipe, relative to the repository's root, letter by letter. */
export async function benchLsp(recipe: string, rounds = 5): Promise<LspResult> {
  await using editor = await startServer();
  const uri = pathToFileURL(join(ROOT, recipe)).href;
  const text = await Deno.readTextFile(join(ROOT, recipe));
  const line = text.split("\n").indexOf("mining:");
  const textDocument = { uri, languageId: "yaml", version: 1, text };
  await editor.notify("textDocument/didOpen", { textDocument });
  await editor.next();
  const times: number[] = [];
  let version = 1;
  const change = async (range: object, inserted: string) => {
    const began = performance.now();
    const contentChanges = [{ range, text: inserted }];
    await editor.notify("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges,
    });
    await editor.next();
    return performance.now() - began;
  };
  const [first, typed] = [{ line, character: "mining:".length }, TYPED.slice(1)];
  for (let round = -WARM; round < rounds; round++) {
    await change({ start: first, end: first }, "\n");
    for (const [i, letter] of [...typed].entries()) {
      const at = { line: line + 1, character: i };
      const time = await change({ start: at, end: at }, letter);
      if (round >= 0) times.push(time);
    }
    await change({ start: first, end: { line: line + 1, character: typed.length } }, "");
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    recipe,
    keystroke_ms: rounded(median(times)),
    p95_ms: rounded(sorted[Math.floor(0.95 * sorted.length)]!),
  };
}
