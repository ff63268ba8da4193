/** What every format promises: the rows that its straightforward form wrote, and no file that is not whole. */
import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import type { FeatureFormat } from "../../../../pipeline/kinds/formats/format.ts";
import { FORMAT_RUNS } from "../../../../pipeline/kinds/formats/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { FORMATS } from "../../../../specs/kinds/formats/mod.ts";
import { floatsOf } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { npyBytes } from "../../data/files.ts";
import { hdf5Bytes, tensorsBytes } from "./written.ts";
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
    /** Whether a file that lacks its end is told from a whole one. */
    readonly cut?: boolean;
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
  npz: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: npz, name: feats } } } }",
      told: 'Unknown key "name" at features.sources.rgb.format.name',
    },
    files: ([0, 6] as const).flatMap((level) => [
      {
        way: level === 0 ? "stored" : "deflated",
        bytes: (rows) => zipSync({ "feats.npy": npyBytes(rows) }, { level }),
      },
      {
        way: `by its name, ${level === 0 ? "stored" : "deflated"}`,
        options: { key: "{video}/rgb" },
        bytes: (rows) =>
          zipSync({ "w/rgb.npy": npyBytes([[1]]), "v/rgb.npy": npyBytes(rows, { type: "f8" }) }, { level }),
      },
    ]),
  },
  csv: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: csv, apart: x } } } }",
      told: 'Unknown key "apart" at features.sources.rgb.format.apart',
    },
    files: [",", ";", "\t", " "].map((apart) => ({
      way: `apart by ${JSON.stringify(apart)}`,
      cut: false,
      bytes: (rows) => new TextEncoder().encode(rows.map((row) => `${row.map(text).join(apart)}\n`).join("")),
    })),
  },
  safetensors: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: safetensors, tensor: x } } } }",
      told: 'Unknown key "tensor" at features.sources.rgb.format.tensor',
    },
    files: [{
      way: "the only tensor",
      bytes: (rows) => tensorsBytes({ feats: rows }),
    }, {
      way: "by its name",
      options: { key: "{video}" },
      bytes: (rows) => tensorsBytes({ w: [[1, 2]], v: rows }),
    }],
  },
  hdf5: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: hdf5, dataset: x } } } }",
      told: 'Unknown key "dataset" at features.sources.rgb.format.dataset',
    },
    files: [{
      way: "the only data set",
      bytes: (rows) => hdf5Bytes({ feats: rows }),
    }, {
      way: "by its path",
      options: { key: "{video}/rgb" },
      bytes: (rows) => hdf5Bytes({ "w/rgb": [[1, 2]], "v/rgb": rows }),
    }],
  },
  pickle: {
    misuse: {
      recipe: "features: { sources: { rgb: { format: { kind: pickle, key: x } } } }",
      told: 'Unknown key "key" at features.sources.rgb.format.key',
    },
    files: [],
  },
};

/** A number that reads back as itself, -0 too. */
function text(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value).toLowerCase().replace("infinity", "inf");
}

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

  for (const { way, options, round = Math.fround, cut = true, bytes } of files) {
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
      for (const length of cut ? [0, 1, whole.length >> 1, whole.length - 1] : [0]) {
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

Deno.test("Formats whose files may hold several arrays name all of them, by which they are read", async () => {
  const folder = temporaryFolder();
  for (const [kind, { files }] of Object.entries(CASES)) {
    const { keyed = false, endings } = FORMATS.get(kind)!;
    assert.equal(formatOf(kind).names !== undefined, keyed, kind);
    if (!keyed) continue;
    const path = join(folder, `all${endings[0]}`);
    await Deno.writeFile(path, files.find(({ options }) => options !== undefined)!.bytes([[1, 2], [3, 4]]));
    const format = formatOf(kind, { key: "{video}" });
    const names = await format.names!(path);
    assert.equal(names.length, 2, kind);
    const shapes = await Promise.all(names.map(async (name) => (await format.readHead(path, name)).shape[0]));
    assert.deepEqual(shapes.toSorted(), [1, 2], kind);
  }
});

Deno.test("Endings of formats begin with a dot, and no two formats have the same", () => {
  const all = [...FORMATS.values()].flatMap(({ endings }) => endings);
  assert.ok(all.every((ending) => /^(\.[a-z0-9]+)+$/.test(ending)));
  assert.equal(new Set(all).size, all.length);
});
