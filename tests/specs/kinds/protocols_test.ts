import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import {
  DEFAULT_PROTOCOL,
  diagnosisDefaults,
  findProtocol,
  PROTOCOLS,
  withThresholds,
} from "../../../specs/kinds/protocols/mod.ts";
import { protocol } from "../../../specs/kinds/protocols/protocol.ts";
import { thresholdsOf, thresholdText } from "../../../specs/kinds/protocols/thresholds.ts";
import { z } from "zod";
import { compileSmall } from "../compile/small.ts";

Deno.test("findProtocol() gives thumos14_seconds with the doubles that results are published at", () => {
  const { thresholds, averages, headline } = findProtocol(DEFAULT_PROTOCOL);
  assert.deepEqual(thresholds, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  const over = Object.fromEntries(averages.map((name) => [name, thresholdsOf(name, thresholds)]));
  assert.deepEqual(over, {
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
  assert.deepEqual(averages, ["0.5:0.95"]);
  assert.deepEqual(thresholdsOf("0.5:0.95", thresholds), thresholds);
  assert.equal(headline, "0.5:0.95");
});

Deno.test("diagnosisDefaults() are those of the protocol, and 0.5 with the bins of THUMOS14 elsewhere", () => {
  const anet13 = findProtocol("anet13");
  assert.deepEqual(diagnosisDefaults(anet13), { tiou: anet13.thresholds, bins: "activitynet" });
  const plain = { tiou: [0.5], bins: "thumos14" };
  assert.deepEqual(diagnosisDefaults(findProtocol("thumos14_toolkit")), plain);
  const own = protocol({ kind: "own", summary: "One's own", options: () => z.strictObject({}) });
  assert.deepEqual(diagnosisDefaults(own, new Map([["own", own]])), plain);
  const strict = { tiou: [0.9], bins: "activitynet" } as const;
  assert.equal(diagnosisDefaults(own, new Map([["own", { ...own, diagnosis: strict }]])), strict);
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
  assert.equal(hintOf("anet21"), 'did you mean "anet12"?');
  assert.equal(hintOf("thumos14")?.startsWith("one of: thumos14_seconds, "), true);
  const listed = hintOf("coco")!.replace("one of: ", "").split(", ");
  assert.deepEqual(listed.sort(), [...PROTOCOLS.keys()].sort());
});

Deno.test("a recipe changes a protocol axis by axis, and takes one by its word", () => {
  const protocolOf = (text: string) =>
    compileSmall(`evaluation: { protocol: ${text} }`).recipe.evaluation.protocol;
  assert.deepEqual(protocolOf("anet12"), findProtocol("anet12"));
  const changed = protocolOf("{ kind: anet12, ap: raw, time: { fps: 10, stride: 4 }, max_per_video: 100 }");
  assert.deepEqual(changed, {
    ...findProtocol("anet12"),
    ap: "raw",
    time: { fps: 10, stride: 4 },
    max_per_video: 100,
  });
  assert.deepEqual(protocolOf("{ kind: anet12, time: grid }").time, { fps: 25, stride: 16 });
});

for (
  const [options, told, hint] of [
    [
      "outside: none",
      'Unknown value "none" at evaluation.protocol.outside',
      "one of: ignore, false_positive, error",
    ],
    ["limit: 100", 'Unknown key "limit" at evaluation.protocol.limit', undefined],
    ["ap: row", 'Unknown value "row" at evaluation.protocol.ap', 'did you mean "raw"?'],
    ["match: greedy", 'Unknown value "greedy" at evaluation.protocol.match', undefined],
    ["time: { fps: 0 }", "evaluation.protocol.time.fps must be > 0: current value is 0", undefined],
    ["max_per_video: 0", "evaluation.protocol.max_per_video must be >= 1: current value is 0", undefined],
    [
      "thresholds: [0.7, 0.5]",
      "evaluation.protocol.thresholds must increase",
      "write them from the lowest to the highest, each once",
    ],
    [
      "thresholds: [0.5, 0.7]",
      'evaluation.protocol.averages.0 must be "first:last", two of the thresholds: found "0.5:0.95"',
      "thresholds: 0.5, 0.7",
    ],
    [
      'headline: "0.2:0.4"',
      'evaluation.protocol.headline must be one of the averages: found "0.2:0.4"',
      "one of: 0.5:0.95",
    ],
  ] as const
) {
  Deno.test(`a protocol tells a mistake: ${told}`, () => {
    assert.throws(() => compileSmall(`evaluation: { protocol: { kind: anet12, ${options} } }`), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.diagnostics[0]!.message, told);
      if (hint !== undefined) assert.equal(error.diagnostics[0]!.hint, hint);
      assert.equal(error.diagnostics[0]!.place?.file, "small.yaml");
      return true;
    });
  });
}

Deno.test("withThresholds() averages over all thresholds", () => {
  const other = withThresholds(findProtocol("anet12"), [0.25, 0.5]);
  assert.deepEqual([other.averages, other.headline], [["0.25:0.5"], "0.25:0.5"]);
  assert.equal(withThresholds(other, [0.5]).headline, "0.5");
});

Deno.test("thresholdText() is the shortest text", () => {
  assert.deepEqual([0.1, 0.30000000000000004, 0.8999999999999999, 1].map(thresholdText), [
    "0.1",
    "0.3",
    "0.9",
    "1",
  ]);
});

Deno.test("thresholdsOf() is over both ends, and undefined where one is no threshold", () => {
  const thresholds = [0.1, 0.30000000000000004, 0.5, 0.8999999999999999];
  assert.deepEqual(thresholdsOf("0.3:0.9", thresholds), thresholds.slice(1));
  assert.deepEqual(thresholdsOf("0.5", thresholds), [0.5]);
  for (const name of ["0.2:0.5", "0.5:0.1", "0.1:0.3:0.5", "all", ""]) {
    assert.equal(thresholdsOf(name, thresholds), undefined, name);
  }
});
