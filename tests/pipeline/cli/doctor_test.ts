import assert from "node:assert/strict";
import { dirname } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { npmCache } from "../../../package/licences.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";

Deno.test("doctor tells versions, the engine, places and what would be fetched", async () => {
  const home = temporaryFolder();
  const env = {
    HOME: home,
    XDG_CACHE_HOME: `${home}/cache`,
    DENO_DIR: dirname(await npmCache()),
    WALT_ENGINE: "cpu",
  };
  const [plain, json] = await Promise.all([task(["doctor"], env), task(["doctor", "--json"], env)]);
  assert.equal(plain.code, 0, plain.stderr);
  assert.match(
    plain.stdout,
    new RegExp(`^walt     ${config.version}, in ${ROOT}\\ndeno     ${Deno.version.deno}\\n`),
  );
  assert.match(plain.stdout, /^engine {3}cpu .*WALT_ENGINE asks for it$/m);
  assert.match(plain.stdout, /^absent {3}the engine tensorflow: deno task engine fetches it, [\d.]+ [MG]B$/m);
  const found = lastLine(json.stdout);
  assert.deepEqual([found["walt"], found["cache"]], [config.version, `${home}/cache/walt`]);
  assert.ok(Number(found["runs_free"]) > 0 && Number(found["processors"]) > 0);
});

Deno.test("doctor exits with 1 where no engine opens, and says why", async () => {
  const { code, stdout } = await task(["doctor"], { WALT_ENGINE: "gpu" });
  assert.equal(code, 1);
  assert.match(stdout, /^engine {3}none: WALT_ENGINE is "gpu", which must be an engine; /m);
});
