/** What Ctrl-C does to a sweep. */
import type { Executor } from "../../sweeps/job.ts";
import { printErr } from "./print.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Signals within so many milliseconds are one. */
const TOGETHER = 1000;

/** The first request to end lets no other run begin and stops those of this machine with a checkpoint; a later one asks them to hurry. */
export function listenForStops(
  { stopping, hurry }: Pick<Executor, "stopping" | "hurry">,
): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let since = 0;
  const request = () => {
    if (!controller.signal.aborted) {
      printErr(stopping);
      since = performance.now();
      controller.abort();
    } else if (performance.now() - since >= TOGETHER) hurry();
  };
  SIGNALS.forEach((signal) => Deno.addSignalListener(signal, request));
  return {
    signal: controller.signal,
    stop: () => SIGNALS.forEach((signal) => Deno.removeSignalListener(signal, request)),
  };
}
