import assert from "node:assert/strict";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";
import { statedProtocol } from "../../../../specs/recipe/check/stated_protocol.ts";

Deno.test("statedProtocol() is the preset with the axes that are set, the last one wins", () => {
  const preset = findProtocol("anet12");
  assert.deepEqual(statedProtocol("anet12", []), preset);
  const set = [
    "ap=interpolated",
    "ap=raw",
    "outside=ignore",
    "time={fps: 10, stride: 4}",
    "max_per_video=2 * 50",
  ];
  assert.deepEqual(
    statedProtocol("anet12", set.map((each) => `evaluation.protocol.${each}`)),
    { ...preset, ap: "raw", outside: "ignore", time: { fps: 10, stride: 4 }, max_per_video: 100 },
  );
});

Deno.test("statedProtocol() refuses other settings, and tells every mistake with its place", () => {
  assert.throws(() => statedProtocol("anet", []), { name: "UserError", message: 'Unknown protocol "anet"' });
  assert.throws(() => statedProtocol("anet12", ["evaluation.subset=test"]), {
    name: "UserError",
    message: '--set "evaluation.subset=test" says nothing about how predictions are compared',
  });
  const wrong = ["evaluation.protocol.app=raw", "evaluation.protocol.match=first", "evaluation.protocol.ap="];
  assert.throws(() => statedProtocol("anet12", wrong), (error) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.heading, "Cannot use --set");
    assert.ok(error.diagnostics.length >= 2);
    for (const { message, place } of error.diagnostics) assert.equal(place?.file, "--set", message);
    assert.match(error.message, /^Unknown key "app" at evaluation.protocol.app$/m);
    return true;
  });
});
