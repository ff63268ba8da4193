/** Progress on a terminal as a bar, elsewhere as a line every few seconds. */
import { SingleBar } from "cli-progress";
import { escapeControls } from "../../specs/escape.ts";
import { printErr } from "./print.ts";

/** Seconds between lines where there is no terminal. */
const INTERVAL = 5;

/** A running display. */
export interface Progress {
  /** Shows that `done` of the total is done, with a text of the moment. */
  update(done: number, text: string): void;
  stop(): void;
}

/** Starts a display of `total` units; all of it goes to stderr. */
export function startProgress(label: string, total: number, done = 0): Progress {
  const started = performance.now();
  const left = (now: number) =>
    formatSeconds(((performance.now() - started) / 1000 / Math.max(1, now - done)) * (total - now));
  if (Deno.stderr.isTerminal()) {
    const bar = new SingleBar({
      format: `${label} {bar} {value}/{total}  {text}  {left} left`,
      hideCursor: true,
    });
    bar.start(total, done, { text: "", left: "" });
    return {
      update: (now, text) => bar.update(now, { text: escapeControls(text), left: left(now) }),
      stop: () => bar.stop(),
    };
  }
  let last = started;
  return {
    update(now, text) {
      if (performance.now() - last < INTERVAL * 1000) return;
      last = performance.now();
      printErr(`${label} ${now}/${total}  ${text}  ${left(now)} left`);
    },
    stop() {},
  };
}

/** 75 -> "1:15", 4000 -> "1:06:40". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
