/** Shows how a sweep goes: a table that changes on a terminal, elsewhere a line for each event. */
import { liveLines, type Room, type Running } from "../../sweeps/live.ts";
import { momentOf } from "../../sweeps/moment.ts";
import type { Progressed } from "../../sweeps/record.ts";
import { drawLines, printErr, undraw } from "./print.ts";
import { formatSeconds } from "./progress.ts";

/** Milliseconds between two looks at the runs. */
const INTERVAL = 1000;

/** A display that is told of every change. */
export interface SweepDisplay {
  changed(run: Progressed): void;
  stop(): void;
}

/** Starts a display; all of it goes to stderr. */
export function showSweep(jobs: readonly Progressed[]): SweepDisplay {
  return Deno.stderr.isTerminal() ? liveDisplay(jobs) : lineDisplay(jobs);
}

function lineDisplay(jobs: readonly Progressed[]): SweepDisplay {
  const since = new Map<Progressed, number>();
  return {
    changed(run) {
      const { job, state, message, result } = run;
      if (state === "running") since.set(run, performance.now());
      const seconds = formatSeconds((performance.now() - since.get(run)!) / 1000);
      const done = jobs.filter(({ state }) => state === "done" || state === "failed").length;
      const details = state === "done"
        ? `: average mAP ${result?.average?.toFixed(2) ?? "-"} in ${seconds}`
        : message === undefined
        ? ""
        : `: ${message}`;
      printErr(`[${done}/${jobs.length}] ${state.padEnd(7)}  ${job.variant}, seed ${job.seed}${details}`);
    },
    stop() {},
  };
}

function liveDisplay(jobs: readonly Progressed[]): SweepDisplay {
  const began = new Map<Progressed, { readonly at: number; readonly step: number }>();
  const show = () => {
    const running = jobs.filter(({ state }) => state === "running").map((each) => look(each, began));
    drawLines(liveLines(jobs, running, allLeft(jobs, running, began), room()));
  };
  const timer = setInterval(show, INTERVAL);
  return {
    changed(run) {
      if (run.state === "running") {
        began.set(run, { at: performance.now(), step: momentOf(run.job.folder)?.step ?? 0 });
      }
      show();
    },
    stop() {
      clearInterval(timer);
      undraw();
    },
  };
}

type Began = ReadonlyMap<Progressed, { readonly at: number; readonly step: number }>;

function look(progressed: Progressed, began: Began): Running {
  const moment = momentOf(progressed.job.folder);
  const seconds = moment && secondsPerStep(progressed, moment.step, began);
  const left = seconds === undefined
    ? undefined
    : formatSeconds(seconds * (progressed.job.steps - moment!.step));
  return { progressed, moment, left };
}

function secondsPerStep(progressed: Progressed, step: number, began: Began): number | undefined {
  const start = began.get(progressed);
  return start && step > start.step ? (performance.now() - start.at) / 1000 / (step - start.step) : undefined;
}

/** Time left of all runs, at the speed of those that go on. */
function allLeft(jobs: readonly Progressed[], running: readonly Running[], began: Began): string | undefined {
  const speeds = running.flatMap(({ progressed, moment }) =>
    moment ? secondsPerStep(progressed, moment.step, began) ?? [] : []
  );
  if (speeds.length === 0) return undefined;
  const speed = speeds.reduce((a, b) => a + b) / speeds.length;
  const planned = jobs.filter(({ state }) => state === "planned").reduce(
    (sum, { job }) => sum + job.steps,
    0,
  );
  const steps = running.reduce(
    (sum, { progressed: { job }, moment }) => sum + job.steps - (moment?.step ?? 0),
    planned,
  );
  return formatSeconds(speed * steps / running.length);
}

function room(): Room {
  try {
    const { rows, columns } = Deno.consoleSize();
    return { rows: Math.max(2, rows - 1), columns: Math.max(20, columns - 1) };
  } catch {
    return { rows: 23, columns: 79 };
  }
}
