/** A sweep while it goes on, as lines that fit a terminal. */
import type { RunMoment } from "./moment.ts";
import type { Progressed } from "./record.ts";

/** A run that goes on. */
export interface Running {
  readonly progressed: Progressed;
  /** The last step that it has logged. */
  readonly moment: RunMoment | undefined;
  /** Time left, as text. */
  readonly left: string | undefined;
}

/** How much room there is. */
export interface Room {
  readonly rows: number;
  readonly columns: number;
}

/** Lines about runs that go on, runs that failed, the last that are done, and all together; no more than there is room for. */
export function liveLines(
  jobs: readonly Progressed[],
  running: readonly Running[],
  left: string | undefined,
  { rows, columns }: Room,
): string[] {
  const of = (state: string) => jobs.filter((each) => each.state === state);
  const [done, failed] = [of("done"), of("failed")];
  const total = [
    `${done.length} of ${jobs.length} done`,
    ...failed.length > 0 ? [`${failed.length} failed`] : [],
    `${running.length} running`,
    ...left === undefined ? [] : [`about ${left} left`],
  ].join(", ");
  const goingOn = running.map(({ progressed, moment, left }) =>
    [
      line("running", progressed),
      moment ? `step ${moment.step}/${progressed.job.steps}  loss ${moment.loss.toFixed(4)}` : "starting",
      ...left === undefined ? [] : [`${left} left`],
    ].join("  ")
  );
  const notDone = failed.map((each) => `${line("failed", each)}  ${each.message ?? ""}`);
  const ended = done.map((each) => `${line("done", each)}  ${each.result?.average?.toFixed(2) ?? "-"}`);
  const room = Math.max(0, rows - goingOn.length - 1);
  const [shownFailed, shownDone] = [notDone.slice(-room), ended.slice(-Math.max(0, room - notDone.length))];
  return [
    ...room > notDone.length ? shownDone : [],
    ...room > 0 ? shownFailed : [],
    ...goingOn.slice(0, Math.max(0, rows - 1)),
    total,
  ].map((text) => text.slice(0, columns));
}

function line(state: string, { job }: Progressed): string {
  return `${state.padEnd(7)}  ${job.variant}, seed ${job.seed}`;
}
