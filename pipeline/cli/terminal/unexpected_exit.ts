/** Tells of a process that ends otherwise than walt ends it: something else ends it, or fails and nobody waits for it. */
import { leave } from "../../files/libc.ts";
import { printErr, undraw } from "./print.ts";

/** Ends the process after a failure that nobody waits for. */
let end: () => void = () => leave(1);

/**
 * Listens until the answer is called: an end before that would look like success. What listens later, as an extension
 * may, is not asked: it could change the exit code.
 */
export function tellEarlyEnd(): () => void {
  let isEarly = true;
  addEventListener("unload", (event) => {
    event.stopImmediatePropagation();
    undraw();
    if (!isEarly || Deno.exitCode !== 0) return;
    printErr("error: Something ended the process before it was done, most likely an extension");
    Deno.exitCode = 1;
  });
  return () => {
    isEarly = false;
  };
}

/** Tells of errors and rejected promises that nobody waits for, and ends the process. */
export function tellUncaught(): void {
  const tell = (event: Event, error: unknown) => {
    event.preventDefault();
    printErr("error: Something failed that nobody waits for, most likely in an extension:");
    printErr(inspected(error));
    end();
  };
  addEventListener("error", (event) => tell(event, event.error));
  addEventListener("unhandledrejection", (event) => tell(event, event.reason));
}

/** Has such a failure end the process in another way, until the answer is called. */
export function endUncaughtBy(other: () => void): () => void {
  const before = end;
  end = other;
  return () => {
    end = before;
  };
}

/** An error with its stack, line by line; what is thrown may throw in turn when it is looked at. */
export function inspected(error: unknown): string[] {
  try {
    return Deno.inspect(error).split("\n");
  } catch {
    return ["something that cannot be shown"];
  }
}
