import assert from "node:assert/strict";
import { z } from "zod";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { format } from "../../../specs/kinds/formats/format.ts";
import { family } from "../../../specs/kinds/kind.ts";
import { VOCABULARY } from "../../../specs/kinds/mod.ts";
import type { ChosenKind } from "../../../specs/options/fields.ts";
import { compileSmall } from "../compile/small.ts";

const formatOf = (kind: string, ...endings: [string, ...string[]]) =>
  format({
    kind,
    summary: "Nothing",
    endings,
    options: () => z.strictObject({ key: z.string().default("feats") }),
  });

/** The language with these formats alone. */
const WITH_FORMATS = {
  ...VOCABULARY,
  formats: family(
    formatOf("plain", ".npy"),
    formatOf("text", ".txt", ".text.gz"),
    formatOf("packed", ".gz"),
    formatOf("late", ".npy"),
  ),
};

function formatIn(source: string): ChosenKind {
  const { recipe } = compileSmall(`features: { sources: { rgb: { ${source} } } }`, [], WITH_FORMATS);
  return recipe.features.sources["rgb"]!.format;
}

for (
  const [source, format] of [
    ["", { kind: "plain", key: "feats" }],
    ['path: "a.txt/{video}.npy"', { kind: "plain", key: "feats" }],
    ['path: "{video}.txt"', { kind: "text", key: "feats" }],
    ['path: "{video}.text.gz"', { kind: "text", key: "feats" }],
    ['path: "{video}.gz"', { kind: "packed", key: "feats" }],
    ['path: "{video}.txt", format: plain', { kind: "plain", key: "feats" }],
    ['path: "{video}", format: { kind: packed, key: rgb }', { kind: "packed", key: "rgb" }],
    ["format: late", { kind: "late", key: "feats" }],
  ] as const
) {
  Deno.test(`A source { ${source} } has format ${JSON.stringify(format)}`, () => {
    assert.deepEqual(formatIn(source), format);
  });
}

for (
  const [source, told] of [
    [
      'path: "a/{video}.pkl"',
      `error: Cannot tell the format of "a/{video}.pkl" by its ending at features.sources.rgb.path
 --> small.yaml:4:37
  |
4 | features: { sources: { rgb: { path: "a/{video}.pkl" } } }
  |                                     ^^^^^^^^^^^^^^^ known are plain (.npy), text (.txt, .text.gz), packed (.gz), late (.npy); for other names say it beside: format: plain`,
    ],
    [
      "format: textt",
      `error: Unknown kind "textt" at features.sources.rgb.format
 --> small.yaml:4:39
  |
4 | features: { sources: { rgb: { format: textt } } }
  |                                       ^^^^^ did you mean "text"?`,
    ],
    [
      "format: { key: rgb }",
      `error: Missing "kind" at features.sources.rgb.format
 --> small.yaml:4:31
  |
4 | features: { sources: { rgb: { format: { key: rgb } } } }
  |                               ^^^^^^ one of: plain, text, packed, late`,
    ],
    [
      "path: 3",
      `error: features.sources.rgb.path must be text or a list: found 3
 --> small.yaml:4:37
  |
4 | features: { sources: { rgb: { path: 3 } } }
  |                                     ^`,
    ],
  ] as const
) {
  Deno.test(`A source { ${source} } is refused with what to write`, () => {
    assert.throws(() => formatIn(source), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(renderDiagnostics(error), told);
      return true;
    });
  });
}

Deno.test("The path of a source may be a list, whose files are of one format", () => {
  const source = (text: string) =>
    compileSmall(`features: { sources: { rgb: { width: 2, ${text} } } }`).recipe.features.sources["rgb"]!;
  const { path, format } = source('path: ["a/{video}.h5", "b/{video}.hdf5"]');
  assert.deepEqual([path, format.kind], [["a/{video}.h5", "b/{video}.hdf5"], "hdf5"]);
  const told = (text: string) => {
    try {
      source(text);
    } catch (error) {
      assert.ok(error instanceof UserError);
      return error.diagnostics.map(({ message }) => message).join("\n");
    }
    return "nothing";
  };
  assert.match(
    told('path: ["a/{video}.npy", "b/{video}.npz"]'),
    /^The paths end in different formats: npy \(\.npy\), npz \(\.npz\) at features\.sources\.rgb\.path$/,
  );
  assert.match(
    told('path: ["a/{video}.npy", "b/{video}.dat"]'),
    /^Cannot tell the format of "a\/\{video\}\.npy", "b/,
  );
  assert.match(
    told('path: ["a/{video}.npz", "b.npz"]'),
    /^Some of the paths have \{video\} and some have not/,
  );
  assert.match(told("path: []"), /^features\.sources\.rgb\.path needs at least 1 entry$/);
  assert.match(told("path: 5"), /features\.sources\.rgb\.path/);
});
