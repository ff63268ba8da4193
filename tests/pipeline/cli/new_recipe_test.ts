import assert from "node:assert/strict";
import { join } from "node:path";
import { task } from "./process.ts";
import { walt } from "./launch/walt.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const CHANGES = ["--set", "training.steps=7", "--set", "losses.refine_action=null"];

Deno.test("new writes what a recipe changes, which means what the other one with these values does", async () => {
  const folder = temporaryFolder();
  const { code, stdout, stderr } = await walt(folder, "new", "mine", "--from", "demo", ...CHANGES);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '"mine.yaml" is ready: walt run mine.yaml\n');
  assert.equal(
    Deno.readTextFileSync(join(folder, "mine.yaml")),
    "version: 1\nname: mine\nextends: walt:demo\nlosses:\n  refine_action: null\ntraining:\n  steps: 7\n",
  );
  const difference = await walt(folder, "diff", "demo", "mine.yaml");
  assert.match(difference.stdout, /training\n {2}steps\n {4}- +600 .*\n {4}\+ +7 /);
  const again = await walt(folder, "new", "mine", "--from", "demo");
  assert.deepEqual([again.code, again.stderr.split("\n")[0]], [
    2,
    'error: "mine.yaml" is there already: nothing is written over it',
  ]);
});

Deno.test("new --whole writes all of a recipe; a task names a recipe of the checkout by its path", async () => {
  const folder = temporaryFolder();
  const from = { INIT_CWD: folder };
  assert.equal((await task(["new", "all", "--from", "demo", "--whole", ...CHANGES], from)).code, 0);
  assert.equal((await task(["new", "sub/patch.yaml", "--from", "demo", ...CHANGES], from)).code, 0);
  const all = Deno.readTextFileSync(join(folder, "all.yaml"));
  assert.match(all, /^name: all$/m);
  assert.doesNotMatch(all, /extends|refine_action:/);
  const patch = Deno.readTextFileSync(join(folder, "sub/patch.yaml"));
  const [, parent] = /^extends: (\S+)$/m.exec(patch)!;
  assert.equal(join(folder, "sub", parent!), join(ROOT, "recipes/demo.yaml"));
  const { stdout, stderr } = await task(["diff", "all.yaml", "sub/patch.yaml"], from);
  assert.match(stdout, /Names aside, both mean the same/, stderr);
});

Deno.test("a recipe that extends one of walt's that there is not is told where it says so", async () => {
  const folder = temporaryFolder();
  Deno.writeTextFileSync(join(folder, "a.yaml"), "version: 1\nname: a\nextends: [walt:dmeo, demo]\n");
  const { code, stderr } = await task(["check", "a.yaml"], { INIT_CWD: folder });
  assert.equal(code, 2);
  assert.match(
    stderr,
    /"walt:dmeo": there is no such file\n --> .*a\.yaml:3:11\n.*\n.*\n.*did you mean "walt:demo"\?/,
  );
  assert.match(stderr, /\/demo": there is no such file\n(.*\n){3}.*; walt's own recipe is "walt:demo"\n/);
});
