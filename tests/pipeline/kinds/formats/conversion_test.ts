/** The lines of Python that messages print convert the file that they are about. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { FeatureFormat } from "../../../../pipeline/kinds/formats/format.ts";
import { FORMAT_RUNS } from "../../../../pipeline/kinds/formats/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
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

function has(module: string): boolean {
  return python(`import ${module}`, ".").success;
}

const NUMPY = has("numpy");

function formatOf(kind: string): FeatureFormat {
  return createKind(FORMAT_RUNS, { kind, ...(kind === "npz" ? { key: "{video}" } : {}) });
}

/** Writes a file by Python, follows what the screen says of it, and reads what that leaves. */
async function converted(
  write: string,
  name: string,
  kind: string,
  made: string,
  into = "npy",
  video = "v",
  then = video,
) {
  // Longer than a line of a message may be.
  const folder = join(temporaryFolder(), "long ".repeat(40), "é".repeat(60));
  Deno.mkdirSync(folder, { recursive: true });
  const run = (program: string) => {
    const { success, stderr } = python(program, folder);
    assert.ok(success, `${program}\n${new TextDecoder().decode(stderr)}`);
  };
  run(`import numpy, pickle\na = numpy.arange(6, dtype="f4").reshape(3, 2)\n${write}`);
  const path = join(folder, name);
  const hint = await formatOf(kind).readHead(path, video).then(() => assert.fail("was read"), (error) => {
    assert.ok(error instanceof UserError, String(error));
    return renderDiagnostics(error).split("\n  = ")[1]!;
  });
  const [, first, second] = hint.split("\n").map((line) => line.trim());
  run(`${first}\n${second}`);
  const { shape, ...rows } = await formatOf(into).readRows(join(folder, made), then);
  return { shape, values: [...floatsOf(rows)] };
}

const WANTED = { shape: [3, 2], values: [0, 1, 2, 3, 4, 5] };

for (
  const [what, write, name, kind, made, into, needed, named = "v", then] of [
    ["a dictionary in .npy", 'numpy.save("v.npy", {"fps": 25, "feats": a})', "v.npy", "npy", "v.npy"],
    ["a matrix of objects", 'numpy.save("v.npy", a.astype(object))', "v.npy", "npy", "v.npy"],
    [
      "a matrix in an array of one object",
      'j = numpy.empty(1, object); j[0] = a; numpy.save("v.npy", j)',
      "v.npy",
      "npy",
      "v.npy",
    ],
    ["a pickled tuple", 'pickle.dump((a, 25.0), open("v.pkl", "wb"))', "v.pkl", "pickle", "v.npy"],
    [
      "an object array in .npz",
      'numpy.savez("v.npz", x=numpy.array({"feats": a}, dtype=object))',
      "v.npz",
      "objects",
      "v.npy",
    ],
    [
      "object arrays of several videos in .npz, and one of numbers",
      'o = numpy.empty((), object); o[()] = {"rgb": a, "flow": a}; numpy.savez("all.npz", x=a + 1, v=o, w=o)',
      "all.npz",
      "npz",
      "all.npz",
      "npz",
      undefined,
      "v",
      "w/flow",
    ],
    ["a pickled array", 'pickle.dump(a, open("v.pkl", "wb"))', "v.pkl", "pickle", "v.npy"],
    [
      "a pickled dictionary",
      'pickle.dump({"id": "v", "feats": a}, open("v.pickle", "wb"))',
      "v.pickle",
      "pickle",
      "v.npy",
    ],
    [
      "an array that Python 2 pickled",
      `import struct
d = numpy.arange(6, dtype="f4").reshape(3, 2).tobytes()
c = b"cnumpy.core.multiarray\\n_reconstruct\\n" + b"(cnumpy\\nndarray\\n(K\\x00tU\\x01btR(K\\x01(K\\x03K\\x02t"
c += b"cnumpy\\ndtype\\n(U\\x02f4K\\x00K\\x01tR(K\\x03U\\x01<NNNI-1\\nI-1\\nK\\x00tbI00\\n"
open("v.pkl", "wb").write(b"\\x80\\x02" + c + b"T" + struct.pack("<i", len(d)) + d + b"tb.")`,
      "v.pkl",
      "pickle",
      "v.npy",
    ],
    [
      "a pickled dictionary of all videos",
      'pickle.dump({"w": a + 1, "v": a}, open("all.pkl", "wb"))',
      "all.pkl",
      "pickle",
      "all.npz",
      "npz",
    ],
    [
      "joint arrays with the names of videos",
      'j = numpy.empty(2, object); j[:] = [a + 1, a]; numpy.save("J.npy", j); numpy.save("videoname.npy", numpy.array([b"w", b"v"]))',
      "J.npy",
      "npy",
      "v.npy",
    ],
    [
      "a list of rows, and another beside",
      'r = numpy.empty(3, object); r[:] = list(a); numpy.save("v.npy", r); numpy.save("w.npy", r[:2])',
      "v.npy",
      "npy",
      "v.npy",
    ],
    [
      "joint arrays without names",
      'j = numpy.empty(2, object); j[:] = [a + 1, a]; numpy.save("J.npy", j)',
      "J.npy",
      "npy",
      "1.npy",
    ],
    [
      "a pickled dictionary of dictionaries of all videos",
      'pickle.dump({"w": {"rgb": a + 1, "fps": 25}, "v": {"rgb": a, "fps": 30}}, open("all.pkl", "wb"))',
      "all.pkl",
      "pickle",
      "all.npz",
      "npz",
      undefined,
      "v/rgb",
    ],
    [
      "a pickled dictionary whose keys are numbers",
      'pickle.dump({7: a + 1, 8: a}, open("all.pkl", "wb"))',
      "all.pkl",
      "pickle",
      "all.npz",
      "npz",
      undefined,
      "8",
    ],
    [
      "a pickled tuple of two matrices",
      'pickle.dump((a + 1, a), open("v.pkl", "wb"))',
      "v.pkl",
      "pickle",
      "v.npz",
      "npz",
      undefined,
      "1",
    ],
    [
      "a trainable tensor of bfloat16",
      'import torch; torch.save(torch.tensor(a).to(torch.bfloat16).requires_grad_(), "v.pt")',
      "v.pt",
      "pickle",
      "v.npy",
      "npy",
      "torch",
    ],
    [
      "an array that torch saved beside other things",
      'import pathlib, torch; torch.save({"x": a, "path": pathlib.Path("x")}, "v.pt")',
      "v.pt",
      "pickle",
      "v.npy",
      "npy",
      "torch",
    ],
    [
      "a tensor",
      'import torch; torch.save(torch.tensor(a), "v.pt")',
      "v.pt",
      "pickle",
      "v.npy",
      "npy",
      "torch",
    ],
    [
      "a dictionary of tensors",
      'import torch; torch.save({"feats": torch.tensor(a)}, "v.pth")',
      "v.pth",
      "pickle",
      "v.npy",
      "npy",
      "torch",
    ],
  ] as const
) {
  const module = needed ?? "numpy";
  Deno.test({
    ...needs(
      `Python's ${module}`,
      NUMPY && (needed === undefined || has(needed)),
      `The lines for ${what} convert it`,
    ),
    async fn() {
      const read = kind === "objects" ? "npz" : kind;
      const video = kind === "objects" ? "x" : named;
      assert.deepEqual(await converted(write, name, read, made, into, video, then), WANTED);
    },
  });
}
