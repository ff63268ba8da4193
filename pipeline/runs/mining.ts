/** The mining error of a run: on the test videos that have instances, before training and at every evaluation. */
import type { Program } from "../../specs/program.ts";
import type { MinedEntry } from "../../specs/recipe/report.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { firstBegins, secondsCovered } from "../data/snippet_times.ts";
import {
  createMiningMeter,
  type MinedVideo,
  type MiningMeter,
  type SignalError,
  type SignalMining,
} from "../evaluation/mining/mining.ts";
import type { Model } from "../graph/model.ts";
import type { SignalValues } from "../inference/score_maps.ts";
import type { LocalizedVideo } from "../inference/video.ts";
import { createKind } from "../kinds/kind.ts";

/** The mining error of each signal that has a target. */
export interface MiningResult {
  /** How many videos were measured. */
  readonly videos: number;
  /** By signal. */
  readonly signals: Readonly<Record<string, SignalMining>>;
  /** The means of the scalars that section `report` names under `logged`. */
  readonly logged: Readonly<Record<string, number>>;
}

/** What of it is kept of every evaluation. */
export interface MiningErrors {
  /** The mining error of each signal that has a target. */
  readonly mining: Readonly<Record<string, SignalError>>;
  /** The means over the same videos of scalars of section `logged`; absent where none are asked for. */
  readonly mining_logged?: Readonly<Record<string, number>> | undefined;
}

/** Measures what a model mines. */
export interface MiningWatch {
  /** The signals that it needs of a video. */
  readonly signals: readonly string[];
  /** Whether anything is to be seen in a video: it has instances. */
  takes(video: Video): boolean;
  add(localized: Pick<LocalizedVideo, "video" | "positions" | "signals">): void;
  result(): MiningResult;
}

/** The signals that have targets, with what a recipe says of them. */
export function targeted({ recipe }: Pick<Program, "recipe">): [string, MinedEntry][] {
  return Object.entries(recipe.report.mined ?? {}).filter(([, { target }]) => target !== undefined);
}

/** Undefined where a recipe has no targets, or no test video has an instance. */
export function watchMining(
  { program, kinds }: Model,
  { test }: Pick<Dataset, "test">,
): MiningWatch | undefined {
  const entries = targeted(program);
  const takes = (video: Video) => instancesOf(video).length > 0;
  if (entries.length === 0 || !test.some(takes)) return undefined;
  const meters = new Map(entries.map(([name, { target }]): [string, MiningMeter] => {
    return [name, createMiningMeter(createKind(kinds.targets, target!), program.recipe.report.distance)];
  }));
  let videos = 0;
  const sums = new Map(program.recipe.report.logged.map((name) => [name, 0]));
  return {
    signals: [
      ...new Set(
        entries.flatMap(([name, { region, against }]) => [name, region ?? [], against ?? []].flat()),
      ),
      ...[...sums.keys()].map((name) => `logged.${name}`),
    ],
    takes,
    add({ video, positions, signals }) {
      const times = timesOf(video, positions);
      const pick = (name: string | undefined) =>
        name === undefined ? undefined : snippetsOf(program, name, signals);
      for (const [name, { region, against }] of entries) {
        meters.get(name)!.add(times, { picked: pick(name)!, region: pick(region), against: pick(against) });
      }
      for (const [name, sum] of sums) sums.set(name, sum + signals.get(`logged.${name}`)!.data[0]!);
      videos++;
    },
    result: () => ({
      videos,
      signals: Object.fromEntries([...meters].map(([name, meter]) => [name, meter.result()])),
      logged: Object.fromEntries([...sums].map(([name, sum]) => [name, sum / videos])),
    }),
  };
}

/** What is kept of a result in the line of its step. */
export function errorsOf({ signals, logged }: MiningResult): MiningErrors {
  return {
    mining: Object.fromEntries(Object.entries(signals).map(([name, { error }]) => [name, error])),
    ...(Object.keys(logged).length > 0 && { mining_logged: logged }),
  };
}

/** The positions of the snippets that a signal selects in a video: indices, or where a mask is above 0. */
export function snippetsOf(
  { signals }: Pick<Program, "signals">,
  name: string,
  values: ReadonlyMap<string, SignalValues>,
): number[] {
  const { data } = values.get(name)!;
  if (signals.find((signal) => signal.name === name)?.type.indexes) return [...data];
  return [...data.keys()].filter((t) => data[t]! > 0);
}

function instancesOf({ segments }: Video): Video["segments"] {
  return segments.filter(({ start, end }) => start < end);
}

/** When the snippets at some rows of a video are, each in the middle of its window. */
function timesOf(video: Video, positions: Int32Array): MinedVideo {
  const { stride, fps } = video;
  const begin = firstBegins(video);
  const covered = secondsCovered(video);
  return {
    moments: Array.from(positions, (row) => row < 0 ? NaN : begin + (row + 0.5) * stride / fps),
    duration: Math.max(covered, video.duration ?? 0),
    instances: instancesOf(video),
  };
}
