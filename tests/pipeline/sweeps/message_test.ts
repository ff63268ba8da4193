import assert from "node:assert/strict";
import { lastMessage } from "../../../pipeline/sweeps/message.ts";

const ended = { code: 1, signal: null };

Deno.test("lastMessage() finds the last error and what to do, on one line", () => {
  const text = "run      runs/a\nerror: the first\nstep 4\nerror: Loss is NaN\n  = lower the rate\nmore\n";
  assert.equal(lastMessage(text, ended), "Loss is NaN: lower the rate");
  const placed = 'error: Unknown key "a"\n --> r.yaml:1:1\n  |\n1 | a: b\n  | ^ did you mean "c"?\n';
  assert.equal(lastMessage(placed, ended), 'Unknown key "a": did you mean "c"?');
  assert.equal(lastMessage("error: It ends\n --> r.yaml:1:1\n  |\n1 | a: b\n  | ^\n", ended), "It ends");
});

Deno.test("lastMessage() tells the last line or the end where there is no error", () => {
  assert.equal(lastMessage("one\ntwo\n\n", ended), "two");
  assert.equal(lastMessage("", ended), "ended with exit code 1");
  assert.equal(lastMessage("error: no\n", { code: 134, signal: "SIGABRT" }), "ended by SIGABRT");
  assert.match(lastMessage("", { code: 137, signal: "SIGKILL" }), /^ended by SIGKILL, .* memory/);
});
