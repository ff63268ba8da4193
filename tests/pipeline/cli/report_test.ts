/** The verb `report`. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { finish, task } from "./process.ts";
import { recipe, start } from "./small_run.ts";
import { temporaryFolder } from "../../temporary.ts";

/** The texts of a folder's files by their names. */
function textsOf(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return Object.fromEntries(names.map((name) => [name, Deno.readTextFileSync(join(folder, name))]));
}

Deno.test("report writes the page of a finished run again, letter by letter, and nothing else", async () => {
  for (const overrides of [[], ["--set", "training.keep=best"]]) {
    const run = join(temporaryFolder(), "run");
    const ran = await finish(start([recipe("reported"), "--folder", run, ...overrides]));
    assert.equal(ran.code, 0, ran.stderr);
    const before = textsOf(run);
    Deno.removeSync(join(run, "report.html"));
    const tables = join(temporaryFolder(), "new", "tables");
    const { code, stdout, stderr } = await task(["report", run, "--csv", tables]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^report {3}.*report\.html\ntables {3}.*tables\n$/);
    assert.deepEqual(textsOf(run), before);
    const { map } = JSON.parse(before["result.json"]!);
    const rows = textsOf(tables)["map.csv"]!.trim().split("\n").slice(1);
    assert.deepEqual(rows.map((row) => Number(row.split(",")[1])), Object.values(map));
  }
});

Deno.test("report refuses what is no finished run", async () => {
  const folder = temporaryFolder();
  const none = await task(["report", folder]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /is no run folder: it has no recipe\.yaml/);
  const nowhere = await task(["report", folder, "--csv", ""]);
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.stderr, /'--csv <folder>' argument '' is invalid\. Expected a path\./);
  Deno.copyFileSync(recipe("unfinished"), join(folder, "recipe.yaml"));
  const unfinished = await task(["report", folder]);
  assert.equal(unfinished.code, 2);
  assert.match(unfinished.stderr, /is not finished\n.*go on with it: deno task run --resume/s);
});
