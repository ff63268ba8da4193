import assert from "node:assert/strict";
import { join } from "node:path";
import { momentOf } from "../../../pipeline/sweeps/moment.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("momentOf() is the last whole line of a step, evaluations aside", () => {
  const folder = temporaryFolder();
  const of = (...lines: string[]) => {
    Deno.writeTextFileSync(join(folder, "metrics.jsonl"), lines.join("\n"));
    return momentOf(folder);
  };
  assert.equal(momentOf(folder), undefined);
  assert.equal(of('{"step":1,"to'), undefined);
  const long = `{"step":1,"total":3,"losses":{"${"x".repeat(70_000)}":1}}`;
  assert.deepEqual(
    of(long, '{"step":10,"total":0.5}', '{"step":10,"average":3}', '{"step":11,"total":'),
    { step: 10, loss: 0.5 },
  );
});
