/** Progress on a terminal as a bar, elsewhere as a line every few seconds. */
import { SingleBar } from "cli-progress";
import { escapeControls } from "../../../specs/diagnostics/escape.ts";
import { draw, printErr, undraw } from "./print.ts";
import { type Moment, progressBar, progressText } from "./progress_line.ts";

/** Seconds between lines where there is no terminal. */
const INTERVAL = 5;

/** Columns of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** A running display. */
export interface Progress {
  /** Shows that `done` of the total is done, with a speed and terms of the moment. */
  update(done: number, details?: Partial<Pick<Moment, "speed" | "terms">>): void;
  stop(): void;
}

/** Starts a display of `total` units; all of it goes to stderr. */
export function startProgress(label: string, total: number, unit: string, done = 0): Progress {
  const started = performance.now();
  const momentAt = (now: number, { speed, terms = [] }: Parameters<Progress["update"]>[1] = {}): Moment => {
    const seconds = (performance.now() - started) / 1000 / Math.max(1, now - done) * (total - now);
    const left = now > done ? formatSeconds(seconds) : "?:??";
    return { label, done: now, total, unit, left, speed, terms: terms.map((term) => escapeControls(term)) };
  };
  if (Deno.stderr.isTerminal()) return startBar(momentAt, total, done);
  let last = started;
  return {
    update(now, details) {
      if (performance.now() - last < INTERVAL * 1000) return;
      last = performance.now();
      printErr(progressText(momentAt(now, details)));
    },
    stop() {},
  };
}

function startBar(
  momentAt: (now: number, details?: Parameters<Progress["update"]>[1]) => Moment,
  total: number,
  done: number,
): Progress {
  const bar = new SingleBar({
    terminal: TERMINAL,
    // A terminal leaves the cursor beyond a last column that is full, so that column stays free.
    format: (_options: unknown, _params: unknown, { moment }: { moment: Moment }) =>
      progressBar(moment, columns() - 1),
    // What was printed meanwhile took the bar away.
    forceRedraw: true,
  });
  for (const end of ["error", "unhandledrejection", "unload"]) addEventListener(end, undraw);
  bar.start(total, done, { moment: momentAt(done) });
  return {
    update: (now, details) => bar.update(now, { moment: momentAt(now, details) }),
    stop: () => bar.stop(),
  };
}

/** Of the terminal's state nothing is changed, neither cursor nor wrapping: however the process ends, it is as before. */
const TERMINAL = {
  isTTY: () => true,
  getWidth: columns,
  write: (line: string) => draw(`\r${line}\x1b[K`),
  newline: () => draw("\n"),
  cursorTo() {},
  clearRight() {},
  cursorSave() {},
  cursorRestore() {},
  lineWrapping() {},
};

function columns(): number {
  try {
    return Deno.consoleSize().columns || USUAL_COLUMNS;
  } catch {
    return USUAL_COLUMNS;
  }
}

/** 75 -> "1:15", 4000 -> "1:06:40". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
