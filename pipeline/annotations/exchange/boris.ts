/** Segments as a project of BORIS: an ethogram of state events, and an observation for each video. */
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";

/** The format of projects since BORIS 7. */
const FORMAT = "7.0";
/** Players of an observation, of which the first plays. */
const PLAYERS = 8;
/** Keys that code behaviours, in the order in which they are given away; further ones have none. */
const KEYS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Every segment is a START and a STOP; the comment of the first has the score. */
export const borisTarget: ExchangeTarget = {
  ending: ".boris",
  ofOneVideo: false,
  unit: "milliseconds",
  content: (videos, context) => projectText(videos, context),
};

function projectText(
  videos: readonly ExchangedVideo[],
  { title, date, labels, perSecond }: ExchangeContext,
): string {
  const project = {
    time_format: "hh:mm:ss",
    project_date: isoDate(date),
    project_name: title,
    project_description: "",
    project_format_version: FORMAT,
    subjects_conf: {},
    behaviors_conf: Object.fromEntries(labels.map((code, i) => [String(i), {
      type: "State event",
      key: KEYS[i] ?? "",
      code,
      description: "",
      color: "",
      category: "",
      modifiers: {},
      excluded: "",
      "coding map": "",
    }])),
    observations: Object.fromEntries(
      videos.map((video) => [video.id, observationOf(video, date, perSecond)]),
    ),
    behavioral_categories: [],
    independent_variables: {},
    coding_map: {},
    behaviors_coding_map: [],
    converters: {},
  };
  return `${JSON.stringify(project, undefined, 1)}\n`;
}

function observationOf({ media, segments }: ExchangedVideo, date: Date, perSecond: number) {
  const events = segments.flatMap(({ label, score, start, end }) => [
    { at: start, event: [start / perSecond, "", label, "", `score ${score.toFixed(3)}`] },
    { at: end, event: [end / perSecond, "", label, "", ""] },
  ]);
  return {
    file: Object.fromEntries(
      Array.from({ length: PLAYERS }, (_, i) => [String(i + 1), i === 0 ? [media] : []]),
    ),
    type: "MEDIA",
    date: isoDate(date),
    description: "",
    "time offset": 0,
    // Two events of one class are never at one time.
    events: events.sort((a, b) => a.at - b.at).map(({ event }) => event),
    "observation time interval": [0, 0],
    independent_variables: {},
    visualize_spectrogram: false,
    visualize_waveform: false,
    close_behaviors_between_videos: false,
    media_creation_date_as_offset: false,
    media_scan_sampling_duration: 0,
    image_display_duration: 1,
    media_info: { length: {}, fps: {}, hasVideo: {}, hasAudio: {}, offset: { "1": 0 } },
  };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, "2026-01-01T00:00:00".length);
}
