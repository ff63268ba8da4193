/** Says which extension is being imported where that takes long, and ends what nothing else can end. */
import { type Place, renderDiagnostic } from "../../specs/diagnostics/diagnostics.ts";
import { LONGEST_MS } from "../extensions/import.ts";
import type { Watch } from "./extension_watcher.ts";

/** Milliseconds after which a person is told what is waited for. */
const LONG_MS = 2_000;

/**
 * Watches an import from a thread of its own until the answer is disposed of: an endless loop at the top of a file, or a
 * named pipe among its imports, leaves no time to this one.
 *
 * @param longest Milliseconds after which the process is ended.
 */
export function watchImport(
  path: string,
  place: Place | undefined,
  long = LONG_MS,
  // An await that never ends is refused before that.
  longest = LONGEST_MS + LONG_MS,
): Disposable {
  const refusal = renderDiagnostic({
    message: `Cannot import extension "${path}": after ${longest / 1000} s it still computes or reads`,
    place,
    hint: "look for a loop that never ends, or for a named pipe among its imports",
  });
  const done = new Int32Array(new SharedArrayBuffer(4));
  const watch: Watch = {
    done,
    notice: [long, `waiting  extension "${path}" is not imported after ${long / 1000} s`],
    refusal: [longest, refusal],
  };
  const worker = new Worker(new URL("./extension_watcher.ts", import.meta.url), { type: "module" });
  worker.postMessage(watch);
  return {
    [Symbol.dispose]() {
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
      worker.terminate();
    },
  };
}
