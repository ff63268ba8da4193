/** What is said of arrays that are no numbers makes numbers of them, and loses nothing. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { readNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { refusedType } from "../../../../pipeline/kinds/formats/refused_type.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { needs } from "../../../needs.ts";
import { floatsOf } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

function python(program: string, folder: string) {
  try {
    return new Deno.Command("python3", { args: ["-c", program], cwd: folder }).outputSync();
  } catch {
    return { success: false, stderr: new Uint8Array() };
  }
}

const NUMPY = python("import numpy", ".").success;

for (
  const [what, array, wanted] of [
    ["complex numbers", "a + 1j * (a + 10)", [[0, 1, 10, 11], [2, 3, 12, 13], [4, 5, 14, 15]]],
    ["strings", "a.astype(str)", [[0, 1], [2, 3], [4, 5]]],
    ["byte strings", 'a.astype("S")', [[0, 1], [2, 3], [4, 5]]],
    ["bfloat16 as bytes", '(a.view("<u4") >> 16).astype("<u2").view("V2")', [[0, 1], [2, 3], [4, 5]]],
    ["time differences", '(a * 1000).astype("m8[ms]")', [[0, 1], [2, 3], [4, 5]]],
    ["long doubles", "a.astype(numpy.longdouble)", [[0, 1], [2, 3], [4, 5]]],
    [
      "records of numbers",
      'numpy.array([tuple(r) for r in a], [("x", "<f4"), ("y", "<f8")])',
      [[0, 1], [2, 3], [4, 5]],
    ],
    [
      "records with a name",
      'numpy.array([("n", *r) for r in a], [("id", "U1"), ("x", "<f4"), ("y", "<f8")])',
      [[0, 1], [2, 3], [4, 5]],
    ],
    [
      "records with a field of features",
      'numpy.array([(9, tuple(r)) for r in a], [("t", "<f8"), ("x", "<f4", (2,))])',
      [[0, 1], [2, 3], [4, 5]],
    ],
  ] as const
) {
  Deno.test({
    ...needs("Python's numpy", NUMPY, `The line for ${what} converts them`),
    async fn() {
      const folder = temporaryFolder();
      const path = join(folder, "v.npy");
      const run = (program: string) => {
        const { success, stderr } = python(program, folder);
        assert.ok(success, `${program}\n${new TextDecoder().decode(stderr)}`);
      };
      run(`import numpy\na = numpy.arange(6, dtype="<f4").reshape(3, 2)\nnumpy.save("v.npy", ${array})`);
      const hint = await readNpy(path).then(() => assert.fail("was read"), (error) => {
        assert.ok(error instanceof UserError, String(error));
        return error.diagnostics[0]!.hint!;
      });
      const line = /(?:from numpy\.lib import recfunctions; )?numpy\.save\(.*\)/.exec(hint)![0];
      run(
        `import numpy\npath = "v.npy"\narray = numpy.load(path)\n${line.replace(/ (keeps|saves) .*$/, "")}`,
      );
      const matrix = await readNpy(path);
      assert.deepEqual(matrix.shape, [wanted.length, wanted[0].length]);
      assert.deepEqual([...floatsOf(matrix)], wanted.flat());
    },
  });
}

Deno.test("refusedType() of dates says that float32 would round them", () => {
  const { name, hint } = refusedType("<M8[s]");
  assert.equal(name, "<M8[s], dates");
  assert.match(hint, /as float32 they would be rounded/);
  assert.doesNotMatch(hint, /astype/);
});
