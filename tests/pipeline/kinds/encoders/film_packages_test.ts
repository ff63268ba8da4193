import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { filmPackage, hasFilmPackages } from "../../../../pipeline/kinds/encoders/film_packages.ts";
import { ROOT } from "../../../shared.ts";
import { temporaryFolder } from "../../../temporary.ts";

const NAMES = ["@vladmandic/human", "canvaskit-wasm"] as const;
const json = (path: string) => JSON.parse(Deno.readTextFileSync(join(ROOT, path)));

Deno.test("filmPackage() gives the folder of a package, and says how one is fetched that is not there", () => {
  const folder = `${temporaryFolder()}/`;
  for (const name of NAMES) {
    assert.ok(!hasFilmPackages(folder));
    assert.throws(
      () => filmPackage(name, folder),
      (error: UserError) => /is not there[^]*`walt films`/.test(JSON.stringify(error.diagnostics)),
    );
    Deno.mkdirSync(join(folder, name), { recursive: true });
    Deno.writeTextFileSync(join(folder, name, "package.json"), "{}");
    assert.equal(filmPackage(name, folder), `${folder}${name}/`);
  }
  assert.ok(hasFilmPackages(folder));
});

Deno.test("`deno task films` fetches these packages, `deno task video` does too, and no other command", () => {
  const { tasks, imports } = json("deno.json");
  assert.match(tasks.films.command, / && cd runtimes\/films && deno install -q$/);
  const callers = Object.keys(tasks).filter((name) => tasks[name].command.includes("deno task -q films"));
  assert.deepEqual(callers, ["video"]);
  assert.deepEqual(Object.keys(json("runtimes/films/deno.json").imports), NAMES);
  const fetched = [Object.values(imports), Object.keys(json("deno.lock").npm)].flat().join("\n");
  for (const name of NAMES) assert.ok(!fetched.includes(name), name);
});
