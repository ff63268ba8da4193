import assert from "node:assert/strict";
import { fetchFailure } from "../../../../pipeline/cli/launch/fetch_failure.ts";

Deno.test("A failed fetch is told by its cause, without Deno's trace", () => {
  const failure = (told: string) => fetchFailure("it", told).text.split("\n")[0];
  const causes = "\nCaused by:\n    0: no route (x)\n    1: no route\n\nStack backtrace:\n   0: <unknown>\n";
  assert.equal(
    failure(`\x1b[31merror\x1b[0m: Failed caching a\n${causes}`),
    "error: Cannot fetch it: no route (x)",
  );
  assert.equal(failure("error: No space left\n"), "error: Cannot fetch it: No space left");
  assert.equal(failure(""), "error: Cannot fetch it: Deno did not say why");
});
