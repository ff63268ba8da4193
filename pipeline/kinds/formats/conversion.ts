/** The lines of Python that turn files which walt does not open into ones that it reads: what is pickled is never run. */
import { dirname, extname } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";

/** Of what was loaded, the array: it, or the first matrix of a dictionary. */
const ARRAY = "next(v for v in a.values() if numpy.ndim(v) > 1) if isinstance(a, dict) else a";

/** For .npy files of pickled objects: a dictionary in an array without axes, or an array of arrays, one for each video. */
export function objectsHint(path: string, shape: readonly number[]): string {
  if (shape.length === 0) {
    return pythonHint(
      "import numpy, pathlib",
      `for f in pathlib.Path(${text(dirname(path))}).glob("*.npy"): a = numpy.load(f, allow_pickle=True); ` +
        `a = a.item() if a.ndim == 0 else a; numpy.save(f, ${ARRAY})`,
    );
  }
  const stem = path.slice(0, path.length - extname(path).length);
  return pythonHint(
    "import numpy; names = range(10**6) # or numpy.load of the file with the videos' names, in this order",
    `for n, a in zip(names, numpy.load(${text(path)}, allow_pickle=True)): numpy.save(f"{${
      text(stem)
    }}_{n}.npy", ` +
      'numpy.asarray(a, "<f4"))',
  );
}

/** For files that Python's pickle wrote, whatever their ending. */
export function pickleHint(path: string): string {
  return pythonHint(
    "import numpy, pathlib, pickle",
    `${filesBeside(path)} a = pickle.load(open(f, "rb")); numpy.save(f.with_suffix(".npy"), ${ARRAY})`,
  );
}

/** For files that torch.save wrote: a tensor, or a dictionary of them. */
export function torchHint(path: string): string {
  return pythonHint(
    "import numpy, pathlib, torch",
    `${filesBeside(path)} a = torch.load(f, map_location="cpu"); ` +
      `numpy.save(f.with_suffix(".npy"), torch.as_tensor(${ARRAY}).float().numpy())`,
  );
}

/** The mistake of a file that holds pickled objects; those of one folder are converted together. */
export function pickled(path: string, what: string, hint: string) {
  return userError(`Feature file "${path}" ${what}`, hint);
}

function filesBeside(path: string): string {
  return `for f in pathlib.Path(${text(dirname(path))}).glob("*${extname(path)}"):`;
}

function pythonHint(first: string, second: string): string {
  return `walt runs nothing that is pickled; in Python:\n${first}\n${second}`;
}

/** Text as Python writes it. */
function text(value: string): string {
  return JSON.stringify(value);
}
