/** Scores settings of a finished run: the model computes each video once for all settings that read the same maps. */
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { breather } from "../breather.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { evaluate } from "../evaluation/evaluation.ts";
import { evaluationSummary } from "../evaluation/text.ts";
import type { Model } from "../graph/model.ts";
import { detectionsOf } from "../inference/detections.ts";
import { type ComputedVideo, inferenceSignals, localizeComputed, testRows } from "../inference/video.ts";
import { computeVideos } from "../inference/videos.ts";
import { LANGUAGE } from "../language.ts";
import type { SavedMaps } from "../runs/saved_maps.ts";
import { watchMining } from "../runs/mining.ts";
import type { Scores } from "../runs/metric.ts";
import { classified, protocolOf } from "../runs/test_split.ts";
import type { TrainedSetting } from "./trained.ts";

/** What a setting has come to: its scores, or why there are none. */
export type SettingOutcome =
  | { readonly state: "done"; readonly result: Scores }
  | { readonly state: "failed"; readonly message: string };

/** Is told how far it is. */
export interface SettingWatcher {
  /** Videos are computed. */
  computed(done: number, total: number): void;
  scored(): void;
}

/**
 * Scores settings of one run; the outcomes are in their order.
 *
 * @param model With the weights of the run.
 */
export async function scoreSettings(
  model: Model,
  settings: readonly TrainedSetting[],
  watch: SettingWatcher,
): Promise<SettingOutcome[]> {
  const outcomes = new Map<TrainedSetting, SettingOutcome>();
  const breathe = breather();
  const groups = [...Map.groupBy(settings, ({ data }) => data).values()]
    .flatMap((same) => [...Map.groupBy(same, mapsKey).values()]);
  for (const group of groups) {
    const { data: { dataset, scored }, run } = group[0]!;
    const of = { ...model, program: group[0]!.program };
    // What else an evaluation computes in the same pass, for its numbers to the bit.
    const also = watchMining(of, dataset)?.signals;
    const saved = usable(run.maps, of, dataset);
    const known = new Map<Video, ComputedVideo>();
    const add = async (each: ComputedVideo) => {
      known.set(each.video, each);
      watch.computed(known.size, scored.videos.length);
      await breathe();
    };
    for (const video of scored.videos) {
      const signals = saved?.of(video.id);
      if (signals) await add({ video, signals, positions: testRows(of, video) });
    }
    const videos = scored.videos.filter((video) => !known.has(video));
    for await (const each of computeVideos(of, dataset, { videos, also })) await add(each);
    const computed = scored.videos.map((video) => known.get(video)!);
    for (const setting of group) {
      outcomes.set(setting, scoreSetting(computed, setting));
      watch.scored();
      await breathe();
    }
  }
  return settings.map((setting) => outcomes.get(setting)!);
}

/** Saved maps where they are what the model would compute, to the bit: also on other engines it would differ. */
export function usable(
  maps: SavedMaps | undefined,
  { program, engine }: Pick<Model, "program" | "engine">,
  { hash }: Pick<Dataset, "hash">,
): SavedMaps | undefined {
  if (maps?.data !== hash || maps.engine !== engine.name) return undefined;
  const wanted = new Set(inferenceSignals(program.recipe.inference));
  return wanted.symmetricDifference(new Set(maps.signals)).size === 0 ? maps : undefined;
}

/** The maps of a setting. */
function mapsKey({ program }: TrainedSetting): string {
  return inferenceSignals(program.recipe.inference).join(" ");
}

function scoreSetting(
  computed: readonly ComputedVideo[],
  { program: { recipe }, language, data: { dataset, scored } }: TrainedSetting,
): SettingOutcome {
  const { kinds } = language ?? LANGUAGE;
  try {
    const localized = computed.map((video) => localizeComputed(video, recipe.inference, kinds));
    const detections = localized.flatMap((each) => detectionsOf(each, dataset.classes));
    const { classification, accuracy } = classified(localized, dataset);
    const evaluation = evaluate(scored.groundTruth!, detections, protocolOf(recipe), kinds.protocols);
    const { average, averages, map } = evaluationSummary(evaluation) as unknown as Scores;
    const ofVideos = { classification_map: 100 * classification, accuracy: 100 * accuracy };
    return { state: "done", result: { average, averages, map, ...ofVideos } };
  } catch (error) {
    if (!(error instanceof RunError || error instanceof UserError)) throw error;
    return { state: "failed", message: error.message };
  }
}
