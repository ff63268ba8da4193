/** NumPy's own reading of .npy files, by a Python that waits for the next one. */

/** What NumPy makes of a file. */
export type NumpyReading =
  | { readonly error: string }
  | {
    readonly shape: readonly number[];
    /** Of the values as float32, in C order: their bytes in hexadecimal digits, and whether all are finite. */
    readonly bytes?: string;
    readonly finite?: boolean;
  };

/** A Python with NumPy. */
export interface Numpy extends AsyncDisposable {
  read(path: string): Promise<NumpyReading>;
}

const PROGRAM = `
import json, resource, sys, warnings
import numpy
resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32))
warnings.simplefilter("ignore")
numpy.seterr(all="ignore")
def read(path):
    array = numpy.load(path, allow_pickle=False, max_header_size=2**16)
    if not isinstance(array, numpy.ndarray):
        return {"error": "an archive"}
    if array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        return {"shape": array.shape}
    values = array.astype("<f4")
    return {"shape": array.shape, "bytes": values.tobytes("C").hex(), "finite": bool(numpy.isfinite(values).all())}
print("ready", flush=True)
for line in sys.stdin:
    try:
        answer = read(json.loads(line))
    except Exception as error:
        answer = {"error": str(error)[:200]}
    print(json.dumps(answer), flush=True)
`;

/** Starts Python; undefined where there is none with NumPy. */
export async function openNumpy(): Promise<Numpy | undefined> {
  const options = {
    args: ["-c", PROGRAM],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  } satisfies Deno.CommandOptions;
  let process: Deno.ChildProcess;
  try {
    process = new Deno.Command("python3", options).spawn();
  } catch {
    return undefined;
  }
  const lines = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const input = process.stdin.getWriter();
  let rest = "";
  async function nextLine(): Promise<string | undefined> {
    while (!rest.includes("\n")) {
      const { value, done } = await lines.read();
      if (done) return undefined;
      rest += value;
    }
    const end = rest.indexOf("\n");
    const line = rest.slice(0, end);
    rest = rest.slice(end + 1);
    return line;
  }
  async function close(): Promise<void> {
    // At once: it may be at a head that takes it minutes.
    try {
      process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await process.status;
    await Promise.allSettled([input.abort(), lines.cancel()]);
  }
  if (await nextLine() !== "ready") {
    await close();
    return undefined;
  }
  return {
    async read(path) {
      await input.write(new TextEncoder().encode(`${JSON.stringify(path)}\n`));
      const line = await nextLine();
      if (line === undefined) throw new Error("Python ended while NumPy read a file");
      return JSON.parse(line) as NumpyReading;
    },
    [Symbol.asyncDispose]: close,
  };
}
