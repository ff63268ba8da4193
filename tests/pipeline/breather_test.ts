import assert from "node:assert/strict";
import { breather, seldom } from "../../pipeline/breather.ts";
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

Deno.test("breather() lets signals in, every time", async () => {
  let heard = 0;
  const listen = () => heard++;
  Deno.addSignalListener("SIGUSR1", listen);
  try {
    for (let round = 1; round <= 5; round++) {
      const breathe = breather();
      Deno.kill(Deno.pid, "SIGUSR1");
      for (let i = 0; i < 3; i++) {
        pause(55);
        await breathe();
      }
      assert.equal(heard, round);
    }
  } finally {
    Deno.removeSignalListener("SIGUSR1", listen);
  }
});

Deno.test("seldom() acts once a second at most", () => {
  const { now } = performance;
  let [time, acted] = [0, 0];
  performance.now = () => time;
  try {
    const act = seldom(() => acted++);
    const counts = [0, 900, 1000, 1100, 1999, 2000, 5000].map((at) => {
      time = at;
      act();
      return acted;
    });
    assert.deepEqual(counts, [0, 0, 1, 1, 1, 2, 3]);
  } finally {
    performance.now = now;
  }
});
