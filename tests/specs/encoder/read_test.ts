import assert from "node:assert/strict";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { readEncoder } from "../../../specs/encoder/read.ts";

const RIGHT = "version: 1\nsource: pose\nencoder: pose\n";

/** All that a person is told of a description. */
function messages(text: string): string {
  try {
    readEncoder("encoder.yaml", text);
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error);
    throw error;
  }
  return "no mistake";
}

Deno.test("readEncoder() gives a description with its defaults", () => {
  assert.deepEqual(readEncoder("encoder.yaml", RIGHT), {
    version: 1,
    description: "",
    licence: "",
    source: "pose",
    fps: 25,
    stride: 16,
    encoder: { kind: "pose", people: 1, frames: 2, confidence: 0.2 },
  });
});

Deno.test("readEncoder() takes numbers that stand in quotes, and no constants", () => {
  assert.equal(readEncoder("encoder.yaml", `${RIGHT}fps: "29.97"\n`).fps, 29.97);
  assert.match(
    messages(`${RIGHT}fps: hidden\n`),
    /fps must be a number: found "hidden"\n --> encoder\.yaml:4:6/,
  );
});

Deno.test("readEncoder() tells all mistakes of a description together, each with its place", () => {
  const told = messages("version: 1\nsource: pose\nstrid: 8\nencoder:\n  kind: pose\n  frames: 1\n");
  assert.match(told, /Unknown key "strid" at strid\n --> encoder\.yaml:3:1[^]*did you mean "stride"\?/);
  assert.match(told, /encoder\.frames must be >= 2: current value is 1\n --> encoder\.yaml:6:11/);
});

Deno.test("readEncoder() names the kinds where one is misspelt", () => {
  assert.match(
    messages("version: 1\nsource: pose\nencoder: { kind: posse }\n"),
    /3:18[^]*did you mean "pose"\?/,
  );
});

Deno.test("readEncoder() refuses what is no map and what is no YAML", () => {
  assert.match(messages("- pose\n"), /The description of an encoder is a map/);
  assert.match(messages("version: [1\n"), /Cannot read YAML/);
});
