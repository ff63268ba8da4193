/** Collects what the script of an interactive page works with. */
import type { Vocabulary } from "../../../specs/kinds/mod.ts";
import { diagnosisDefaults } from "../../../specs/kinds/protocols/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { streamsOf } from "../../../specs/recipe/inference.ts";
import { UNSCORED } from "../../data/describe.ts";
import type { Dataset } from "../../data/dataset.ts";
import { firstBegins } from "../../data/snippet_times.ts";
import { diagnosedMoments } from "../../evaluation/diagnosis/moments.ts";
import { inferenceSignals, type LocalizedVideo } from "../../inference/video.ts";
import type { FinishedRun } from "../../runs/run.ts";
import { protocolOf } from "../../runs/test_split.ts";
import { classColours } from "../charts/colours.ts";
import { drawableVideo } from "../drawable.ts";
import type { ReportData } from "../report_data.ts";
import { timeAxis } from "../timeline/time_axis.ts";
import { timelineClasses } from "../timeline/timeline.ts";
import type { CountedMoment, InteractiveData, MappedVideo } from "./interactive_data.ts";
import { packSignals } from "./packed_maps.ts";
import { foreignKinds, packTruth, scoreSegments, unpackTruth } from "./rescore.ts";

/** Letters of the maps that a page has at most. */
export const MOST_LETTERS = 20e6;

/** Keeps the maps of videos, packed. */
export interface MapCollector {
  add(localized: LocalizedVideo): void;
  readonly videos: ReadonlyMap<string, MappedVideo>;
}

/** Keeps the maps that section `inference` of a program reads. */
export function createMapCollector({ recipe: { inference } }: Pick<Program, "recipe">): MapCollector {
  const names = inferenceSignals(inference);
  const scores = new Set(streamsOf(inference).map(([, { classes }]) => classes.from));
  const videos = new Map<string, MappedVideo>();
  return {
    videos,
    add({ video, signals, positions }) {
      const { id, stride, fps, length } = video;
      videos.set(id, {
        ...{ id, stride, fps, length },
        rows: positions.length,
        begin: firstBegins(video),
        signals: packSignals(signals, names, scores),
      });
    },
  };
}

/** What the page of a report is made from. */
export interface InteractiveSources {
  readonly data: ReportData;
  readonly program: Program;
  readonly vocabulary?: Vocabulary | undefined;
  readonly dataset: Dataset;
  readonly finished: Pick<FinishedRun, "kept" | "model">;
  /** The maps of all test videos. */
  readonly maps: ReadonlyMap<string, MappedVideo>;
  /** Letters of maps that the page may have. */
  readonly most?: number | undefined;
}

/** The data for the script. */
export function collectInteractive(sources: InteractiveSources): InteractiveData {
  const { data, dataset } = sources;
  const drawn = data.videos.map(drawableVideo);
  const colours = classColours(drawn.map(timelineClasses));
  return {
    classes: dataset.classes,
    videos: drawn.map((video, i) => {
      const { duration, width } = timeAxis(video);
      return {
        id: video.id,
        labels: video.labels,
        score: video.score,
        segments: video.detections.length,
        instances: video.groundTruth.length,
        duration,
        width,
        colours: [...colours[i]!],
      };
    }),
    ...momentsOf(sources),
    maps: mapsOfPage(sources),
  };
}

function momentsOf(
  { data, program, vocabulary, dataset: { groundTruth }, finished: { kept, model } }: InteractiveSources,
): Pick<InteractiveData, "moments" | "threshold"> {
  if (!data.diagnosis || !groundTruth) return { moments: {} };
  const protocol = protocolOf(program.recipe);
  const { tiou, bins } = diagnosisDefaults(protocol, vocabulary?.protocols);
  const { predictions, missed, threshold } = diagnosedMoments(groundTruth, kept.detections, protocol, {
    thresholds: tiou,
    bins,
    protocols: model.kinds.protocols,
  });
  const position = new Map(data.videos.map(({ id }, i) => [id, i]));
  const moments: Record<string, CountedMoment[]> = {};
  const count = (what: string, moment: CountedMoment) => (moments[what] ??= []).push(moment);
  for (const { type, detection: { video, label, start, end, score } } of predictions) {
    const at = position.get(video);
    if (at !== undefined) count(type, [at, label, start, end, score]);
  }
  for (const { video, label, start, end, bins } of missed) {
    const at = position.get(video);
    if (at === undefined) continue;
    const moment: CountedMoment = [at, label, start, end];
    count("missed", moment);
    for (const [by, bin] of Object.entries(bins)) count(`missed.${by}.${bin}`, moment);
  }
  for (const list of Object.values(moments)) list.sort((a, b) => (b[4] ?? 0) - (a[4] ?? 0));
  return { moments, threshold };
}

function mapsOfPage(
  { data, program, dataset, finished: { kept }, maps, most = MOST_LETTERS }: InteractiveSources,
): InteractiveData["maps"] {
  const { inference } = program.recipe;
  const protocol = protocolOf(program.recipe);
  if (!dataset.groundTruth) return { absent: `Nothing is scored: ${UNSCORED}` };
  const foreign = foreignKinds(inference, protocol);
  if (foreign.length > 0) {
    return {
      absent: `The recipe chooses what an extension adds, and a page does not have: ${foreign.join(", ")}`,
    };
  }
  const videos: MappedVideo[] = [];
  let letters = 0;
  for (const { id } of data.videos) {
    const video = maps.get(id)!;
    letters += Object.values(video.signals).reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (letters > most && videos.length > 0) break;
    videos.push(video);
  }
  const ids = new Set(videos.map(({ id }) => id));
  const groundTruth = packTruth(dataset.groundTruth, [...ids]);
  const detections = kept.detections.filter(({ video }) => ids.has(video));
  return {
    inference,
    protocol,
    groundTruth,
    videos,
    own: scoreSegments(unpackTruth(groundTruth), detections, protocol),
  };
}
