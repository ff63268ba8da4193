/** What Ctrl-C does to a run. */
import { leave } from "../libc.ts";
import { printErr } from "./print.ts";

/** Listens for Ctrl-C, or a request to end. */
export interface Interruption {
  /** Aborted when the run is to stop after the step at hand. */
  readonly signal: AbortSignal;
  /** Names the folder that a new run has made: without a step in it, nothing of it is kept. */
  made(folder: string): void;
  /** Says that a step is done. */
  trained(): void;
  /** Removes the folder that a new run has made, where no step is done; true when there was one. */
  discard(): boolean;
  stop(): void;
}

/** Until the first step is done, Ctrl-C ends the process; then the first one stops at the next step, the second one at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let fresh: string | undefined;
  let hasTrained = false;
  const discard = () => {
    if (hasTrained || fresh === undefined) return false;
    Deno.removeSync(fresh, { recursive: true });
    fresh = undefined;
    return true;
  };
  const interrupt = () => {
    if (!hasTrained) {
      discard();
      printErr(["", "interrupted before the first step, nothing was changed"]);
    }
    if (!hasTrained || controller.signal.aborted) leave(1);
    printErr(["", "stopping after this step; once more to stop at once"]);
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  signals.forEach((signal) => Deno.addSignalListener(signal, interrupt));
  return {
    signal: controller.signal,
    made: (folder) => fresh = folder,
    trained: () => hasTrained = true,
    discard,
    stop: () => signals.forEach((signal) => Deno.removeSignalListener(signal, interrupt)),
  };
}
