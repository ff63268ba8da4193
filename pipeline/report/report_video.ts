/** What a report shows of a test video. */
import type { Program, Signal } from "../../specs/program.ts";
import type { Dataset } from "../data/dataset.ts";
import { firstBegins, secondsCovered } from "../data/snippet_times.ts";
import { detectionsOf } from "../inference/detections.ts";
import type { LocalizedVideo } from "../inference/video.ts";
import { snippetsOf } from "../runs/mining.ts";
import { curvesOf } from "./charts/curves.ts";
import type { ReportMined, ReportVideo } from "./report_data.ts";

/** A localized test video as a report shows it; `mined` are the signals of `minedSignals`. */
export function describeVideo(
  localized: LocalizedVideo,
  program: Program,
  dataset: Pick<Dataset, "classes">,
  mined: readonly Signal[],
): ReportVideo {
  const { video } = localized;
  const rows = localized.positions.length;
  const secondsPerSnippet = (video.stride * video.length) / (video.fps * rows);
  const begin = firstBegins(video);
  const detections = detectionsOf(localized, dataset.classes);
  return {
    id: video.id,
    duration: video.duration ?? secondsCovered(video),
    secondsPerSnippet,
    sampledFrom: rows === video.length
      ? undefined
      : { snippets: video.length, seconds: video.stride / video.fps },
    begin,
    labels: video.labels.map((c) => dataset.classes[c]!),
    groundTruth: video.segments.map(({ label, start, end }) => ({ label, start, end })),
    detections: detections.map(({ label, start, end, score }) => ({ label, start, end, score })),
    curves: curvesOf(localized, program, dataset.classes),
    mined: mined.map(({ name }, i) => ({
      name,
      seconds: snippetsOf(program, name, localized.signals).map((t) => begin + (t + 0.5) * secondsPerSnippet),
      style: i % 2 === 0 ? "filled" : "outlined",
    } satisfies ReportMined)),
  };
}

/** The signals that select snippets: those that section `report` names, or else all lists of them, whatever they are called. */
export function minedSignals({ signals, recipe: { report } }: Pick<Program, "signals" | "recipe">): Signal[] {
  return report.mined
    ? Object.keys(report.mined).map((name) => signals.find((signal) => signal.name === name)!)
    : signals.filter(({ type }) => type.indexes?.axis === "T");
}
