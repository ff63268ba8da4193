/**
 * The script that stands in interactive pages is kept beside its sources, since whoever writes a page may have no network, and
 * no program that bundles. After a change of what it imports:
 *   deno test -P tests/pipeline/report/interactive/interactive_page_script_test.ts -- --update
 */
import assert from "node:assert/strict";
import { PAGE_SCRIPT } from "../../../../pipeline/report/interactive/interactive_page.ts";
import { bundlePageScript } from "./bundle.ts";

const HEAD =
  "// Generated: tests/pipeline/report/interactive/interactive_page_script_test.ts says how.\n// deno-lint-ignore-file\n// deno-fmt-ignore-file\n";

Deno.test("page_script.js is the bundle of its sources", async () => {
  const bundled = HEAD + await bundlePageScript();
  if (Deno.args.includes("--update")) Deno.writeTextFileSync(PAGE_SCRIPT, bundled);
  const kept = Deno.readTextFileSync(PAGE_SCRIPT);
  assert.ok(
    kept === bundled,
    "page_script.js is of other sources: deno test -P tests/pipeline/report/interactive/interactive_page_script_test.ts -- --update",
  );
  assert.ok(kept.length < 200e3, `${kept.length} letters`);
  assert.doesNotMatch(kept, /node:|<\/script|tfjs/);
});
