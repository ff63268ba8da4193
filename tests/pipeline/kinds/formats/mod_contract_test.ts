/** What every format promises: the rows that its straightforward form wrote, and no file that is not whole. */
import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { FeatureFormat } from "../../../../pipeline/kinds/formats/format.ts";
import { FORMAT_RUNS } from "../../../../pipeline/kinds/formats/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { FORMATS } from "../../../../specs/kinds/formats/mod.ts";
import { floatsOf } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { npyBytes } from "../../data/files.ts";
import { FIELDS } from "../fields.ts";
import { type Misuse, testFamily } from "../family.ts";

/** Rows of numbers that float32 holds. */
type Rows = readonly (readonly number[])[];

/** A format in its straightforward form: files of some rows, one for each way to write them, as options read them. */
interface Case {
  readonly misuse: Misuse;
  readonly files: readonly {
    readonly way: string;
    readonly options?: Readonly<Record<string, unknown>>;
    /** Rounds a number to one that the file holds, where it holds fewer than float32. */
    readonly round?: (value: number) => number;
    readonly bytes: (rows: Rows) => Uint8Array;
  }[];
}

const CASES: Readonly<Record<string, Case>> = {
  npy: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: npy, key: feats } } } }",
      told: 'Unknown key "key" at features.sources.rgb.format.key',
    },
    files: (["f2", "f4", "f8"] as const).flatMap((type) =>
      [false, true].map((fortran) => ({
        way: `${type}${fortran ? ", columns together" : ""}`,
        ...(type === "f2" ? { round: Math.f16round } : {}),
        bytes: (rows) => npyBytes(rows, { type, fortran }),
      }))
    ),
  },
};

testFamily("formats", CASES);

const rows: fc.Arbitrary<Rows> = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([count, width]) => {
    const value = fc.oneof(
      fc.constantFrom(0, -0, 1.5, 65_504),
      fc.float({ min: -60_000, max: 60_000, noNaN: true }),
    );
    const row = fc.array(value, { minLength: width, maxLength: width });
    return fc.array(row, { minLength: count, maxLength: count });
  });

function formatOf(kind: string, options: Readonly<Record<string, unknown>> = {}): FeatureFormat {
  return createKind(FORMAT_RUNS, { kind, ...FORMATS.get(kind)!.options(FIELDS).parse(options) });
}

for (const [kind, { files }] of Object.entries(CASES)) {
  const path = join(temporaryFolder(), `a${FORMATS.get(kind)!.endings[0]}`);

  for (const { way, options, round = Math.fround, bytes } of files) {
    const format = formatOf(kind, options);

    Deno.test(`Format ${kind} (${way}) gives the rows that were written, to the bit`, async () => {
      await fc.assert(
        fc.asyncProperty(rows, async (drawn) => {
          const file = bytes(drawn);
          await Deno.writeFile(path, file);
          const shape = [drawn.length, drawn[0]!.length];
          assert.deepEqual(await format.readHead(path, "v").then(({ shape, size }) => ({ shape, size })), {
            shape,
            size: file.length,
          });
          const matrix = await format.readRows(path, "v");
          assert.deepEqual([matrix.shape, matrix.width], [shape, shape[1]]);
          assert.deepEqual(floatsOf(matrix), Float32Array.from(drawn.flat(), round));
        }),
        { numRuns: 50 },
      );
    });

    Deno.test(`Format ${kind} (${way}) refuses a value that is not finite, and a file that is cut off or absent`, async () => {
      const refused = async (read: (path: string, video: string) => Promise<unknown>) => {
        await assert.rejects(read(path, "v"), (error) => {
          assert.ok(error instanceof UserError, String(error));
          assert.match(error.message, new RegExp(RegExp.escape(path)));
          return true;
        });
      };
      for (const value of [NaN, Infinity, -Infinity]) {
        await Deno.writeFile(path, bytes([[1, 2], [3, value]]));
        await refused(format.readRows);
      }
      const whole = bytes([[1, 2], [3, 4]]);
      for (const length of [0, 1, whole.length >> 1, whole.length - 1]) {
        await Deno.writeFile(path, whole.subarray(0, length));
        await refused(format.readHead);
        await refused(format.readRows);
      }
      await Deno.remove(path);
      await refused(format.readHead);
      await refused(format.readRows);
    });
  }
}

Deno.test("Endings of formats begin with a dot, and no two formats have the same", () => {
  const all = [...FORMATS.values()].flatMap(({ endings }) => endings);
  assert.ok(all.every((ending) => /^(\.[a-z0-9]+)+$/.test(ending)));
  assert.equal(new Set(all).size, all.length);
});
