/** Shows how a run goes. */
import type { RunWatcher } from "../../runs/watcher.ts";
import type { Interruption } from "./interruption.ts";
import { printErr } from "./print.ts";
import { type Progress, startProgress } from "./progress.ts";

/**
 * Prints progress of training and testing, with loss terms, snippets per second and time left.
 *
 * @param steps Of the whole training.
 * @param from Steps that are done already.
 * @param videos Of the test split.
 * @param interruption Is told when a step is done, and when the last one is tested.
 */
export function watchRun(
  { steps, from, videos }: { readonly steps: number; readonly from: number; readonly videos: number },
  interruption: Pick<Interruption, "trained" | "finishing">,
): RunWatcher & { stop(): void } {
  let progress: Progress | undefined;
  let phase: "training" | "testing" | undefined;
  let snippets = 0;
  let since = performance.now();
  const show = (next: "training" | "testing", total: number, unit: string, done: number) => {
    if (phase !== next) {
      progress?.stop();
      progress = startProgress(next.padEnd(8), total, unit, done);
      phase = next;
      snippets = 0;
      since = performance.now();
    }
    return progress!;
  };
  return {
    trained({ step, total, losses, snippets: added }) {
      interruption.trained();
      const display = show("training", steps, "steps", Math.max(from, step - 1));
      snippets += added;
      const count = Math.round(snippets / Math.max(1, performance.now() - since) * 1000);
      const terms = [...losses].map(([name, value]) => `${name} ${value.toFixed(4)}`);
      display.update(step, {
        speed: { count, unit: "snippets" },
        terms: [`loss ${total.toFixed(4)}`, ...terms],
      });
    },
    tested(_step, done) {
      show("testing", videos, "videos", 0).update(done);
    },
    evaluated({ step, average }) {
      if (step === steps) interruption.finishing();
      progress?.stop();
      phase = undefined;
      printErr(
        Number.isNaN(average)
          ? `step ${step}: the test videos were localized, not scored`
          : `step ${step}: average mAP ${average.toFixed(2)} on the test videos`,
      );
    },
    warned(message) {
      printErr(`warning: ${message}`);
    },
    stop() {
      progress?.stop();
    },
  };
}
