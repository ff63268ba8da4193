/** The thread that watches an import. */
import { leaveFromThread } from "../files/libc.ts";
import { printErr } from "./terminal/print.ts";

/** What the thread is told. */
export interface Watch {
  /** Its one value becomes 1 when the import is over. */
  readonly done: Int32Array<SharedArrayBuffer>;
  /** After how many milliseconds what is printed. */
  readonly notice: readonly [ms: number, text: string];
  /** After how many milliseconds, from the start too, the process is ended with what. */
  readonly refusal: readonly [ms: number, text: string];
}

addEventListener("message", (event) => watch((event as MessageEvent<Watch>).data));

function watch({ done, notice: [long, notice], refusal: [longest, refusal] }: Watch): void {
  if (isOver(done, long)) return;
  printErr(notice);
  if (isOver(done, longest - long)) return;
  printErr(refusal.split("\n"));
  leaveFromThread(2);
}

/** Waits in short parts: the time that a stopped process sleeps does not count. */
function isOver(done: Watch["done"], ms: number): boolean {
  for (let rest = ms; rest > 0; rest -= 100) {
    if (Atomics.wait(done, 0, 0, Math.min(rest, 100)) !== "timed-out") return true;
  }
  return false;
}
