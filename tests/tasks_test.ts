import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./shared.ts";

/** A file of JSON in the repository's root. */
function json(name: string) {
  return JSON.parse(readFileSync(join(ROOT, name), "utf8"));
}

const { tasks, allowScripts } = json("deno.json");

Deno.test("Every `deno run` of the tasks asks for no update, fetches no package and asks nothing", () => {
  const runs = Object.values<{ command: string }>(tasks).flatMap(({ command }) =>
    command.split(" && ").filter((part) => part.includes("deno run"))
  );
  assert.ok(runs.length > 8);
  for (const run of runs) {
    assert.match(run, /^DENO_NO_UPDATE_CHECK=1 deno run --cached-only --no-prompt /);
  }
});

Deno.test("deno.json denies the build scripts that packages have, so that Deno does not offer to run them", () => {
  const packages = Object.entries<{ scripts?: boolean }>(json("deno.lock").npm);
  const withScripts = packages.filter(([, { scripts }]) => scripts).map(([name]) =>
    `npm:${name.slice(0, name.indexOf("@", 1))}`
  );
  assert.ok(withScripts.length > 0);
  assert.deepEqual(allowScripts, { deny: withScripts.sort() });
});
