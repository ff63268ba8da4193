/** Bundles the script of interactive pages. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../shared.ts";
import { temporaryFolder } from "../../../temporary.ts";

const BROWSER = join(ROOT, "pipeline/report/interactive/browser");

/** One file for browsers, from `browser/main.ts` on. */
export async function bundlePageScript(): Promise<string> {
  const folder = temporaryFolder();
  const [map, script] = [join(folder, "imports.json"), join(folder, "page.js")];
  const { imports } = JSON.parse(readFileSync(join(ROOT, "deno.json"), "utf8"));
  const others = { ...imports, zod: `file://${BROWSER}/no_zod.ts` };
  writeFileSync(map, JSON.stringify({ imports: others }));
  const args = ["--platform=browser", "--format=iife", "--minify", `--import-map=${map}`, "-o", script];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", ...args, join(BROWSER, "main.ts")],
    cwd: ROOT,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return readFileSync(script, "utf8");
}
