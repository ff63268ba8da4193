/// <reference lib="dom" />
/** Recomputes segments and mAP when a slider moves. */
import type { InferenceSection } from "../../../../specs/recipe/inference.ts";
import type { Detection } from "../../../annotations/detection.ts";
import type { GroundTruth } from "../../../annotations/ground_truth.ts";
import type { SignalValues } from "../../../inference/score_maps.ts";
import { PROTOCOL_RUNS } from "../../../kinds/protocols/mod.ts";
import { scoresAlone } from "../../scores_alone.ts";
import { controlsOf, type ControlValues, LEAST_SCORE, withControls } from "../controls.ts";
import type { InteractiveData, InteractiveMaps } from "../interactive_data.ts";
import { unpackSignals } from "../packed_maps.ts";
import { scoreSegments, segmentsIn, unpackTruth } from "../rescore.ts";
import { drawSegments } from "./segment_strip.ts";
import { sliderPanel } from "./slider_panel.ts";
import type { VideoList } from "./video_list.ts";

/** Milliseconds without a pause for the page. */
const SLICE = 30;

/** Puts the sliders above the list of videos. */
export async function addSliders(
  { classes, videos }: InteractiveData,
  maps: InteractiveMaps,
  list: VideoList,
): Promise<void> {
  const signals = maps.videos.map((video) => unpackSignals(video.signals));
  const groundTruth = unpackTruth(maps.groundTruth);
  const run = (inference: InferenceSection, minScore?: number) =>
    maps.videos.map((video, i) => () => segmentsIn(video, signals[i]!, { inference, classes, minScore }));
  const first = await inSlices(run(maps.inference), () => true) ?? [];
  let turn = 0;
  const controls = controlsOf(maps.inference, reachOf(signals, first));
  const panel = sliderPanel(maps, videos.length, controls, change);
  document.querySelector(".tools")!.closest("section")!.before(panel.element);
  tell(first, false);

  async function change(values: ControlValues): Promise<void> {
    const own = ++turn;
    panel.tell("computing");
    const isMoved = (name: string) => values.get(name) !== controls.find((each) => each.name === name)?.value;
    const found = await inSlices(
      run(withControls(maps.inference, values), isMoved(LEAST_SCORE) ? values.get(LEAST_SCORE) : undefined),
      () => own === turn,
    );
    if (found) tell(found, [...values.keys()].some(isMoved));
  }

  function tell(found: readonly Detection[][], isOther: boolean): void {
    panel.tell(scoreSegments(groundTruth, found.flat(), maps.protocol));
    tellVideos(found, groundTruth, maps, { list, isOther });
  }
}

function tellVideos(
  found: readonly Detection[][],
  groundTruth: GroundTruth,
  { protocol }: InteractiveMaps,
  { list, isOther }: { readonly list: VideoList; readonly isOther: boolean },
): void {
  const scores = scoresAlone(groundTruth, found.flat(), protocol, PROTOCOL_RUNS);
  found.forEach((detections, i) => {
    const shown = list.shown[i]!;
    shown.score = scores.get(shown.video.id);
    shown.segments = detections.length;
    drawSegments(shown, isOther ? detections : undefined, groundTruth.videos.get(shown.video.id) ?? []);
  });
  list.update();
}

/** Works with pauses, until it is no longer wanted: undefined then. */
async function inSlices<T>(work: readonly (() => T)[], isWanted: () => boolean): Promise<T[] | undefined> {
  const done: T[] = [];
  let began = performance.now();
  for (const each of work) {
    if (performance.now() - began > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return undefined;
      began = performance.now();
    }
    done.push(each());
  }
  return done;
}

/** What the values of sliders go up to. */
function reachOf(signals: readonly ReadonlyMap<string, SignalValues>[], found: readonly Detection[][]) {
  const scores: Record<string, [number, number]> = {};
  for (const video of signals) {
    for (const [name, { shape, data }] of video) {
      if (shape.length !== 1) continue;
      const range = scores[name] ??= [0, 0];
      for (const value of data) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    }
  }
  const segments: [number, number] = [Infinity, -Infinity];
  for (const { score } of found.flat()) {
    segments[0] = Math.min(segments[0], score);
    segments[1] = Math.max(segments[1], score);
  }
  return { scores, segments };
}
