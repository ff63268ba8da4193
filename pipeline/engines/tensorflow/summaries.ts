/** Event files for TensorBoard, written by the library itself. */
import type { Summaries } from "../summaries.ts";
import { bool, text, type } from "./binding/attributes.ts";
import type { Handle } from "./binding/binding.ts";
import type { Operations } from "./binding/operations.ts";

/** Scalars that the library keeps before it writes them by itself. */
const QUEUE = 1000;
/** Milliseconds after which it writes them. */
const FLUSH = 10_000;

/** The end of the name of a file, as TensorFlow 2 has it. */
const SUFFIX = "v2";

let opened = 0;

/** Opens an event file in a folder, which is made. */
export function openSummaries(operations: Operations, folder: string): Summaries {
  const { run, runAll, ints, float, constant, scope, keep, free } = operations;

  /** A text without an axis. The binding makes none of JavaScript's. */
  function string(value: string): Handle {
    const letters = Array.from(value, (letter) => letter.codePointAt(0)!);
    const attributes = { output_encoding: text("UTF-8"), Tsplits: type("int32") };
    const list = run("UnicodeEncode", [ints(letters), ints([0, letters.length])], attributes);
    return run("Reshape", [list, ints([])], { T: type("string"), Tshape: type("int32") });
  }

  const writer = scope(() => {
    const names = { container: text(""), shared_name: text(`summaries_${opened++}`) };
    const handle = keep(run("SummaryWriter", [], names));
    const inputs = [handle, string(folder), ints(QUEUE), ints(FLUSH), string(SUFFIX)];
    runAll("CreateSummaryFileWriter", inputs, {}, 0);
    return handle;
  });
  return {
    scalar(name, step, value) {
      scope(() => {
        const at = constant([], "int64", BigInt64Array.of(BigInt(step)));
        runAll("WriteScalarSummary", [writer, at, string(name), float(value)], { T: type("float32") }, 0);
      });
    },
    flush: () => scope(() => void runAll("FlushSummaryWriter", [writer], {}, 0)),
    close() {
      runAll("CloseSummaryWriter", [writer], {}, 0);
      runAll("DestroyResourceOp", [writer], { ignore_lookup_error: bool(true) }, 0);
      free(writer);
    },
  };
}
