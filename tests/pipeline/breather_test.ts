import assert from "node:assert/strict";
import { breather } from "../../pipeline/breather.ts";
import { pause } from "../../pipeline/cli/terminal/pause.ts";

Deno.test("breather() lets timers in where much time has passed, and costs nothing where little has", async () => {
  const breathe = breather();
  let late = false;
  setTimeout(() => late = true);
  pause(60);
  await breathe();
  assert.ok(late);
  assert.equal(breather()(), undefined);
});
