/** What a fixture states about training steps, in one form for both layouts of files. */
import { type FixtureObject, listAt, numbersAt, objectAt, tensorAt } from "./fixture.ts";
import { type Items, itemsAt } from "./items.ts";
import type { Mapping } from "./mapping.ts";
import { keyOf } from "./signals.ts";

/** The numbers of a whole file. */
export interface TrainReference {
  readonly steps: readonly StepReference[];
  /** Gradients of the first step, by parameter. */
  readonly gradients: FixtureObject;
  /** Those of its first pass; empty where the file does not say. */
  readonly firstGradients: FixtureObject;
  /** Parameters by name after a step, counted from 1; empty where the file does not say. */
  after(step: number): FixtureObject;
  /** The file's own rounding: of gradients, and of the parameters after a step. */
  readonly rounding: {
    readonly gradients: unknown;
    after(step: number): unknown;
  };
}

/** The numbers of losses. */
export interface LossReference {
  /** Loss terms, their sums and `total`. */
  readonly losses: FixtureObject;
  /** Terms times their weights, where the file says. */
  readonly weighted: FixtureObject;
}

/** The numbers of a step. */
export interface StepReference extends LossReference {
  /** One, or as many as the recipe accumulates. */
  readonly passes: readonly PassReference[];
}

/** The numbers of a pass. */
export interface PassReference {
  /** The video that it is of, by its first snippets; absent where it is of all. */
  readonly video?: { readonly index: number; readonly rows: number };
  /** The items of its step, where the file lists such. */
  readonly items?: Items | undefined;
  /** Random draws. */
  readonly draws: FixtureObject;
  /** Signals, lists and masks, as far as the file has those of this step. */
  readonly signals: FixtureObject;
  /** The file's own rounding of these. */
  readonly rounding: unknown;
  /** Its own losses, where a step has several. */
  readonly losses?: LossReference;
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
    const signals = {
      ...(i === 0
        ? Object.fromEntries(Object.values(names.signals).map(keyOf).map((key) => [key, file[key]]))
        : {}),
      ...stacked(names.lists, (video, key) => [...numbersAt(video, key)]),
      ...stacked(names.regions, inside),
      ...stacked(names.scalars, (video, key) => [Number(video[key])]),
    };
    return {
      losses: objectAt(step, "loss"),
      weighted: {},
      passes: [{ draws: step, signals, rounding: file["rounding"] }],
    };
  });
  return reference(file, steps);
}

/** A file of a whole method: its first step at the top, then `later_steps` of the same form. */
export function readMethod(
  file: FixtureObject,
  { train_step: { passes, items: listed } }: Mapping,
): TrainReference {
  const rounding = objectAt(file, "rounding")["signals"];
  const steps = [file, ...listAt(file, "later_steps")].map((step, i): StepReference => {
    const items = listed && itemsAt(file, listed.lists, i);
    const loss = objectAt(objectAt(step, "losses"), "loss");
    const [draws, signals] = [objectAt(step, "random"), objectAt(step, "signals")];
    if (passes === undefined) return { ...lossesOf(loss), passes: [{ items, draws, signals, rounding }] };
    const videos = listAt(loss, "videos");
    return {
      ...lossesOf(loss),
      passes: numbersAt(file, passes).map((rows, index) => ({
        video: { index, rows },
        items,
        draws: ofVideo(draws, index),
        signals: ofVideo(signals, index),
        rounding: ofVideo(objectAt(objectAt(file, "rounding"), "signals"), index),
        losses: lossesOf(videos[index] ?? {}),
      })),
    };
  });
  return reference(file, steps);
}

function lossesOf(loss: FixtureObject): LossReference {
  return {
    losses: { ...objectAt(loss, "unweighted"), total: loss["total"] },
    weighted: objectAt(loss, "weighted"),
  };
}

/** What `<name>.<video>` says, by its name. */
function ofVideo(object: FixtureObject, video: number): FixtureObject {
  const end = `.${video}`;
  const own = Object.entries(object).filter(([key]) => key.endsWith(end));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(0, -end.length), value]));
}

function reference(file: FixtureObject, steps: readonly StepReference[]): TrainReference {
  const rounding = objectAt(file, "rounding");
  const after = objectAt(file, "params_after");
  return {
    steps,
    gradients: objectAt(file, "grads"),
    firstGradients: objectAt(file, "grads_first_video"),
    after: (step) => objectAt(after, String(step)),
    rounding: {
      gradients: rounding["grads"],
      after: (step) => objectAt(rounding, "params_after")[String(step)],
    },
  };
}
