import assert from "node:assert/strict";
import config from "../deno.json" with { type: "json" };

const { predict, run, sweep, report, video, serve } = config.permissions;

Deno.test("All tasks that compute may read the variables of every engine", () => {
  for (const [name, { env }] of Object.entries({ run, sweep, report, video, serve })) {
    assert.deepEqual(predict.env.filter((each) => !env.includes(each)), [], name);
  }
});
