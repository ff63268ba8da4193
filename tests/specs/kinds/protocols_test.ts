import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import {
  DEFAULT_PROTOCOL,
  findProtocol,
  PROTOCOL,
  PROTOCOLS,
  thresholdText,
  withThresholds,
} from "../../../specs/kinds/protocols/mod.ts";

Deno.test("findProtocol() gives thumos14_seconds with the doubles that results are published at", () => {
  const { thresholds, averages, headline } = findProtocol(DEFAULT_PROTOCOL);
  assert.deepEqual(thresholds, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  assert.deepEqual(averages, {
    "0.1:0.5": [0.1, 0.2, 0.3, 0.4, 0.5],
    "0.3:0.7": [0.3, 0.4, 0.5, 0.6, 0.7],
    "0.1:0.7": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
    "0.1:0.9": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  });
  assert.equal(headline, "0.1:0.7");
});

Deno.test("findProtocol() gives anet12 with numpy's linspace(0.5, 0.95, 10)", () => {
  const { thresholds, averages, headline } = findProtocol("anet12");
  assert.deepEqual(thresholds, [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95]);
  assert.deepEqual(averages, { "0.5:0.95": thresholds });
  assert.equal(headline, "0.5:0.95");
});

Deno.test("findProtocol() suggests the nearest name", () => {
  const hintOf = (name: string) => {
    try {
      findProtocol(name);
    } catch (error) {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `Unknown protocol "${name}"`);
      return error.diagnostics[0]!.hint;
    }
    return undefined;
  };
  assert.equal(hintOf("anet13"), 'did you mean "anet12"?');
  assert.equal(hintOf("coco"), "one of: thumos14_seconds, anet12");
});

Deno.test("PROTOCOL refuses what is not implemented and what contradicts itself", () => {
  const [preset] = PROTOCOLS;
  assert.ok(PROTOCOL.safeParse(preset).success);
  const changes: [string, Record<string, unknown>][] = [
    ["outside", { outside: "ignore" }],
    ["ap", { ap: "raw" }],
    ["match", { match: { ...preset!.match, rule: "best_free" } }],
    ["", { limit: 100 }],
    ["thresholds", { thresholds: [0.5, 0.3], averages: { "x": [0.5] }, headline: "x" }],
    ["thresholds", { thresholds: [0, 0.5], averages: { "x": [0.5] }, headline: "x" }],
    ["averages", { thresholds: [0.5], averages: { "x": [0.3] }, headline: "x" }],
    ["headline", { headline: "0.2:0.4" }],
  ];
  for (const [key, change] of changes) {
    const { error } = PROTOCOL.safeParse({ ...preset, ...change });
    assert.equal(String(error?.issues[0]?.path[0] ?? ""), key, JSON.stringify(change));
    assert.ok(error);
  }
});

Deno.test("withThresholds() averages over all thresholds", () => {
  const other = withThresholds(findProtocol("anet12"), [0.25, 0.5]);
  assert.deepEqual([other.averages, other.headline], [{ "0.25:0.5": [0.25, 0.5] }, "0.25:0.5"]);
  assert.equal(withThresholds(other, [0.5]).headline, "0.5");
  assert.ok(PROTOCOL.safeParse(other).success);
});

Deno.test("thresholdText() is the shortest text", () => {
  assert.deepEqual([0.1, 0.30000000000000004, 0.8999999999999999, 1].map(thresholdText), [
    "0.1",
    "0.3",
    "0.9",
    "1",
  ]);
});
