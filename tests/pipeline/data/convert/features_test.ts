import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import fc from "fast-check";
import { convertFeatures, planConversion } from "../../../../pipeline/data/convert/features.ts";
import { filesBelow } from "../../../../pipeline/data/files_below.ts";
import { readNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { floatsOf } from "../../../npy.ts";
import { inFolder } from "../../../temporary.ts";
import { hdf5Bytes, tensorsBytes } from "../../kinds/formats/written.ts";
import { npyBytes, npyFile } from "../files.ts";

type Rows = readonly (readonly number[])[];

/** One array, in a file of each format. */
const FILES: Readonly<Record<string, (rows: Rows) => Uint8Array>> = {
  "v.npy": (rows) => npyBytes(rows, { fortran: true }),
  "w.npy": (rows) => npyBytes(rows, { type: "f8" }),
  "x.npz": (rows) => zipSync({ "arr_0.npy": npyBytes(rows) }),
  "y.h5": (rows) => hdf5Bytes({ "y/rgb": rows }),
  "z.safetensors": (rows) => tensorsBytes({ feats: rows }),
  "sub/u.csv": (rows) => new TextEncoder().encode(rows.map((row) => row.map(text).join(",") + "\n").join("")),
};

function text(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

async function convert(input: string, out: string): Promise<readonly string[]> {
  const plan = await planConversion(input, out);
  await convertFeatures(plan);
  return plan.notes;
}

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(() => undefined, (error) => error);
  assert.ok(error instanceof UserError, String(error));
  return error;
}

Deno.test("An array in a file of any format becomes a .npy file with the same bits", async () => {
  const rows = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.array(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: width, maxLength: width }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
  );
  await fc.assert(
    fc.asyncProperty(rows, (rows) =>
      inFolder(async (folder) => {
        const input = join(folder, "in");
        await Deno.mkdir(join(input, "sub"), { recursive: true });
        for (const [name, bytes] of Object.entries(FILES)) {
          await Deno.writeFile(join(input, name), bytes(rows));
        }
        const out = join(folder, "out");
        assert.deepEqual(await convert(input, out), []);
        const names = await filesBelow(out);
        assert.deepEqual(names, ["sub/u.npy", "v.npy", "w.npy", "x.npy", "y.npy", "z.npy"]);
        for (const name of names) {
          const read = await readNpy(join(out, name));
          assert.deepEqual(read.shape, [rows.length, rows[0]!.length]);
          assert.deepEqual(floatsOf(read), Float32Array.from(rows.flat()), name);
        }
      })),
    { numRuns: 15 },
  );
});

Deno.test("float16 stays, integers become float32, further axes are kept, and both are told", async () => {
  await inFolder(async (folder) => {
    const input = join(folder, "in");
    await npyFile(join(input, "half.npy"), [[1, 2], [3, 65504]], { type: "f2" });
    await npyFile(join(input, "crops.npy"), [[1, 2, 3, 4]], { shape: "(1, 2, 2)" });
    const integers = npyBytes([[1, 2]], { descr: "<i4" });
    new DataView(integers.buffer).setInt32(integers.length - 8, 7, true);
    new DataView(integers.buffer).setInt32(integers.length - 4, -9, true);
    await Deno.writeFile(join(input, "integers.npy"), integers);
    await Deno.writeTextFile(join(input, "README.md"), "about");
    const out = join(folder, "out");
    assert.deepEqual(await convert(input, out), [
      "1 array of int32, written as float32",
      "1 array not of two axes, such as [1, 2, 2]: written as they are, and read with axes, crops or pool of the source",
      "passed over: 1 file of other endings: README.md",
    ]);
    const half = await readNpy(join(out, "half.npy"));
    assert.ok(half.values instanceof Uint16Array);
    assert.deepEqual([...floatsOf(half)], [1, 2, 3, 65504]);
    assert.deepEqual((await readNpy(join(out, "crops.npy"))).shape, [1, 2, 2]);
    assert.deepEqual([...floatsOf(await readNpy(join(out, "integers.npy")))], [7, -9]);
  });
});

Deno.test("Arrays of a file become files by their names; of files in a folder, in a folder for each", async () => {
  await inFolder(async (folder) => {
    const input = join(folder, "in");
    await Deno.mkdir(input);
    await Deno.writeFile(join(input, "all.h5"), hdf5Bytes({ "a": [[1]], "sub/b": [[2]] }));
    await convert(join(input, "all.h5"), join(folder, "one"));
    assert.deepEqual(await filesBelow(join(folder, "one")), ["a.npy", "sub/b.npy"]);
    await convert(input, join(folder, "many"));
    assert.deepEqual(await filesBelow(join(folder, "many")), ["all/a.npy", "all/sub/b.npy"]);
    const { diagnostics } = await refusal(planConversion(join(input, "all.h5"), join(folder, "b.npy")));
    const { message, hint } = diagnostics[0]!;
    assert.match(message, /^".*all\.h5\[a\]" and ".*all\.h5\[sub\/b\]" would both be ".*b\.npy"$/);
    assert.equal(hint, "name a folder with --out");
  });
});

Deno.test("Names that lead out of the folder, two of one name, and files that are no arrays are refused before writing", async () => {
  await inFolder(async (folder) => {
    const out = join(folder, "out");
    const evil = join(folder, "evil.npz");
    await Deno.writeFile(evil, zipSync({ "../a.npy": npyBytes([[1]]), "b.npy": npyBytes([[1]]) }));
    assert.match(
      (await refusal(planConversion(evil, out))).message,
      /Array ".*evil\.npz\[\.\.\/a\]" has a name that no file/,
    );
    const input = join(folder, "in");
    await npyFile(join(input, "a.npy"), [[1]]);
    await Deno.writeTextFile(join(input, "a.csv"), "1\n");
    await Deno.writeTextFile(join(input, "b.pkl"), "x");
    const { message } = await refusal(planConversion(input, out));
    assert.match(message, /b\.pkl" holds pickled Python objects/);
    assert.match(message, /a\.csv" and .*a\.npy" would both be ".*a\.npy"/);
    assert.match(
      (await refusal(planConversion(folder + "/none.md", out))).message,
      /is no feature file by its ending/,
    );
  });
});

Deno.test("A value that is not finite leaves its own file out, and is told at the end", async () => {
  await inFolder(async (folder) => {
    const input = join(folder, "in");
    await npyFile(join(input, "a.npy"), [[1], [NaN]]);
    await npyFile(join(input, "b.npy"), [[1], [2]]);
    const out = join(folder, "out");
    const { heading, message } = await refusal(convert(input, out));
    assert.equal(heading, "Not written: 1 of 2 arrays");
    assert.match(message, /a\.npy" has NaN in row 1, column 0/);
    assert.deepEqual(await filesBelow(out), ["b.npy"]);
  });
});

Deno.test("A first line that counts from 1 and commas that may set thousands apart are told", () =>
  inFolder(async (folder) => {
    const path = join(folder, "v.csv");
    await Deno.writeTextFile(path, '1,2,3\n5,"7,500",9\n');
    assert.deepEqual(await convert(path, join(folder, "out.npy")), [
      `the first line of 1 file is 1, 2, 3 and so on, and was taken for values: "${path}"`,
      `numbers such as "7,500" in 1 file were read with a decimal comma: "${path}"`,
    ]);
  }));

Deno.test("A first line that was taken for names of columns is told", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "v.csv"), "0,1,2\n5,7,9\n");
    const notes = await convert(join(folder, "v.csv"), join(folder, "out.npy"));
    assert.deepEqual(notes, [
      `the first line of 1 file is 0, 1, 2 and so on, and was taken for names of columns: "${
        join(folder, "v.csv")
      }"`,
    ]);
  }));
