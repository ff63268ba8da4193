/**
 * The lines of Python that turn files which walt does not open into ones that it reads: what is pickled is never run. The
 * encoding is that of arrays in pickles of Python 2.
 */
import { dirname, extname, join } from "node:path";
import { isThere } from "../../files/reading.ts";

/** The arrays of nested dictionaries and tuples by their paths, those of tensors too: `flat(a)`. */
const FLAT =
  'flat = lambda v, k="": {n: x for i, c in (v.items() if isinstance(v, dict) else enumerate(v)) ' +
  'for n, x in flat(c, f"{k}/{i}".strip("/")).items()} if isinstance(v, (dict, tuple)) ' +
  'else {k: v.detach().float().numpy() if hasattr(v, "detach") else v}';
/** Of what was loaded, `a`, the matrices. */
const MATRICES =
  "d = {n: x for n, x in flat(a).items() if numpy.ndim(x) > 1} or flat(a); m = list(d.values())";
/** One matrix becomes a .npy file, several a .npz file. */
const SAVE = 'numpy.save(f.with_suffix(".npy"), numpy.asarray(m[0], "<f4")) if len(m) == 1 else ' +
  'numpy.savez(f.with_suffix(".npz"), **d)';
/** A dictionary may be in an array without axes, a matrix in one of one entry. */
const INNER = "a = a.item() if a.size == 1 else a";
/** What the recipe has to say afterwards where dictionaries were converted. */
export const THEN_ARCHIVE =
  "where .npz files were written, of several arrays each, name those in path of the source";

/**
 * For .npy files of pickled objects: an array for each file, a list of arrays, one for each video, or a list of rows. A
 * dictionary stands in an array without axes.
 */
export function objectsHint(path: string, shape: readonly number[]): string {
  if (shape.length !== 1 || shape[0] === 1) {
    const load = 'a = numpy.load(f, allow_pickle=True, encoding="latin1")';
    const lines = pythonHint(
      `import numpy, pathlib; ${FLAT}`,
      `${filesBeside(path)} ${load}; ${INNER}; ${MATRICES}; ${SAVE}`,
    );
    return shape.length === 0 ? `${lines}\n${THEN_ARCHIVE}` : lines;
  }
  const folder = dirname(path);
  const names = join(folder, "videoname.npy");
  const named = isThere(names)
    ? `numpy.load(${text(names)}, allow_pickle=True).astype(str)`
    : `range(${shape[0]})`;
  // Rows of one video are arrays of one axis, and then the files beside hold other videos.
  const lines = pythonHint(
    `import numpy, pathlib; names = ${named}; joint = pathlib.Path(${text(path)})`,
    `${filesBeside(path)} a = numpy.load(f, allow_pickle=True, encoding="latin1"); ` +
      "axes = numpy.ndim(a[0]) if a.dtype == object and a.ndim else 0; " +
      'axes == 1 and numpy.save(f, numpy.stack(a).astype("<f4")); ' +
      'axes > 1 and f == joint and [numpy.save(f.with_name(f"{n}.npy"), numpy.asarray(x, "<f4")) for n, x in zip(names, a)]',
  );
  return `${lines}\nwhere files of videos were written, name them in path of the source, with {video} for their names`;
}

/** For arrays of pickled objects in .npz files, all of them at once: those beside are kept. */
export function archiveObjectsHint(path: string): string {
  return pythonHint(
    `import numpy, pathlib; ${FLAT}`,
    `${filesBeside(path)} a = {n: x.item() if x.size == 1 else x for n, x in ` +
      `numpy.load(f, allow_pickle=True, encoding="latin1").items()}; ${MATRICES}; ${SAVE}`,
  );
}

/** For files that Python's pickle wrote, whatever their ending. */
export function pickleHint(path: string): string {
  return pythonHint(
    `import numpy, pathlib, pickle; ${FLAT}`,
    `${filesBeside(path)} a = pickle.load(open(f, "rb"), encoding="latin1"); ${MATRICES}; ${SAVE}`,
  );
}

/** For files that torch.save wrote: tensors, which may be trainable or of bfloat16, or anything else that can be pickled. */
export function torchHint(path: string): string {
  return pythonHint(
    `import numpy, pathlib, torch; ${FLAT}`,
    `${filesBeside(path)} a = torch.load(f, map_location="cpu", weights_only=False); ${MATRICES}; ${SAVE}`,
  );
}

function filesBeside(path: string): string {
  return `for f in pathlib.Path(${text(dirname(path))}).glob("*${extname(path)}"):`;
}

function pythonHint(first: string, second: string): string {
  return `walt runs nothing that is pickled; in Python, if you trust these files:\n${first}\n${second}`;
}

/** Text as Python writes it. */
function text(value: string): string {
  return JSON.stringify(value);
}
