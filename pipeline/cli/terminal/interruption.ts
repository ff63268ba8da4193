/** What Ctrl-C does to a run, and other requests to end. */
import { rmSync } from "node:fs";
import { leave } from "../../files/libc.ts";
import { command } from "../../../specs/diagnostics/command.ts";
import { toPaste } from "./paths.ts";
import { pause } from "./pause.ts";
import { printErr } from "./print.ts";
import { endUncaughtBy } from "./unexpected_exit.ts";

/** Ctrl-C, a request to end, and a terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Signals within so many milliseconds are one: a terminal sends Ctrl-C to every process, and task runners pass it on. */
const TOGETHER = 1000;

/** Listens for requests to end. */
export interface Interruption {
  /** Aborted when the run is to stop after the step or video at hand. */
  readonly signal: AbortSignal;
  /** Aborted by a later request: the run is to stop as soon as its last whole step is kept. */
  readonly haste: AbortSignal;
  /** Names the folder that a new run has made: without a step in it, nothing of it is kept. */
  made(folder: string): void;
  /** Says that a step is done. */
  trained(): void;
  /** Says that all steps are done and kept: what remains is to write the results. */
  finishing(): void;
  /** Removes the folder that a new run has made, where no step is done; true when there was one. */
  discard(): boolean;
  /** Does what a request to end does. */
  interrupt(): void;
  stop(): void;
}

/**
 * Until the first step is done, the first request ends the process. Then it stops the run after what is at hand, which
 * the results are too; a later one is `haste`.
 *
 * @param resumed The folder of a run that is gone on with.
 */
export function listenForInterruption(resumed: string | undefined): Interruption {
  const [first, haste] = [new AbortController(), new AbortController()];
  let fresh: string | undefined;
  let phase: "before" | "training" | "finishing" = "before";
  let since = 0;
  const discard = () => {
    if (phase !== "before" || fresh === undefined) return false;
    removeFolder(fresh);
    fresh = undefined;
    return true;
  };
  const interrupt = () => {
    if (phase === "before") {
      discard();
      const goOn = resumed === undefined ? "" : `. Go on with: ${goOnWith(resumed)}`;
      printErr(`interrupted before the first step, nothing was changed${goOn}`);
      leave(1);
    }
    if (!first.signal.aborted) {
      printErr(
        phase === "training"
          ? "stopping after the step or video at hand, with a checkpoint"
          : "training is done and the results are being written; once more to leave that to a resumed run",
      );
      since = performance.now();
      first.abort();
    } else if (!haste.signal.aborted && performance.now() - since >= TOGETHER) {
      printErr("stopping as soon as the last whole step is in a checkpoint");
      haste.abort();
    }
  };
  SIGNALS.forEach((signal) => Deno.addSignalListener(signal, interrupt));
  const restore = endUncaughtBy(interrupt);
  return {
    signal: first.signal,
    haste: haste.signal,
    made: (folder) => fresh = folder,
    trained: () => phase = "training",
    finishing: () => phase = "finishing",
    discard,
    interrupt,
    stop() {
      restore();
      SIGNALS.forEach((signal) => Deno.removeSignalListener(signal, interrupt));
    },
  };
}

/** Removes a folder into which other threads may still write the files that they began. */
function removeFolder(path: string): void {
  for (let left = 100;; left--) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 0) throw error;
    }
    pause(10);
  }
}

/** The command that goes on with a run. */
export function goOnWith(folder: string): string {
  return command("run", "--resume", toPaste(folder));
}

/** What failed is the cause; the message says how to go on. */
export class Resumable extends Error {
  override name = "Resumable";

  constructor(folder: string, step: number, cause: unknown) {
    super(`Step ${step} is kept. Once that is mended, go on with: ${goOnWith(folder)}`, { cause });
  }
}
