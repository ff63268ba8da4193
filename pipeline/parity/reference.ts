/** What a fixture states about training steps, in one form for both layouts of files. */
import { type FixtureObject, listAt, numbersAt, objectAt, tensorAt } from "./fixture.ts";
import type { Mapping } from "./mapping.ts";
import { keyOf } from "./signals.ts";

/** The numbers of a whole file. */
export interface TrainReference {
  readonly steps: readonly StepReference[];
  /** Gradients of the first step, by parameter. */
  readonly gradients: FixtureObject;
  /** Parameters by name after a step, counted from 1; empty where the file does not say. */
  after(step: number): FixtureObject;
  /** The file's own rounding: of signals, of gradients, and of the parameters after a step. */
  readonly rounding: {
    readonly signals: unknown;
    readonly gradients: unknown;
    after(step: number): unknown;
  };
}

/** The numbers of a step. */
export interface StepReference {
  /** Random draws. */
  readonly draws: FixtureObject;
  /** Loss terms, their sums and `total`. */
  readonly losses: FixtureObject;
  /** Terms times their weights, where the file says. */
  readonly weighted: FixtureObject;
  /** Signals, lists and masks, as far as the file has those of this step. */
  readonly signals: FixtureObject;
}

/** A file of kind `train_step`: a list of steps, each with lists of rows per video. */
export function readSteps(file: FixtureObject, { train_step: names }: Mapping): TrainReference {
  const length = tensorAt(file, String(names.inputs["features"] ?? "features")).shape[1]!;
  const steps = listAt(file, "steps").map((step, i): StepReference => {
    const videos = listAt(step, "index");
    const stacked = (keys: Record<string, unknown>, row: (video: FixtureObject, key: string) => number[]) =>
      Object.fromEntries(
        Object.keys(keys).map((key) => {
          const data = videos.flatMap((video) => row(video, key));
          return [key, { shape: [data.length], data }];
        }),
      );
    const inside = (video: FixtureObject, key: string) => {
      const rows = new Set(numbersAt(video, key));
      return Array.from({ length }, (_, t) => rows.has(t) ? 1 : 0);
    };
    return {
      draws: step,
      losses: objectAt(step, "loss"),
      weighted: {},
      signals: {
        ...(i === 0
          ? Object.fromEntries(Object.values(names.signals).map(keyOf).map((key) => [key, file[key]]))
          : {}),
        ...stacked(names.lists, (video, key) => [...numbersAt(video, key)]),
        ...stacked(names.regions, inside),
        ...stacked(names.scalars, (video, key) => [Number(video[key])]),
      },
    };
  });
  return reference(file, steps, file["rounding"]);
}

/** A file of a whole method: its first step at the top, then `later_steps` of the same form. */
export function readMethod(file: FixtureObject): TrainReference {
  const steps = [file, ...listAt(file, "later_steps")].map((step): StepReference => {
    const loss = objectAt(objectAt(step, "losses"), "loss");
    return {
      draws: objectAt(step, "random"),
      losses: { ...objectAt(loss, "unweighted"), total: loss["total"] },
      weighted: objectAt(loss, "weighted"),
      signals: objectAt(step, "signals"),
    };
  });
  return reference(file, steps, objectAt(file, "rounding")["signals"]);
}

function reference(
  file: FixtureObject,
  steps: readonly StepReference[],
  signals: unknown,
): TrainReference {
  const rounding = objectAt(file, "rounding");
  const after = objectAt(file, "params_after");
  return {
    steps,
    gradients: objectAt(file, "grads"),
    after: (step) => objectAt(after, String(step)),
    rounding: {
      signals,
      gradients: rounding["grads"],
      after: (step) => objectAt(rounding, "params_after")[String(step)],
    },
  };
}
