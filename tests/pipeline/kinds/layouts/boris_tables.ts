/** Tables as BORIS exports them, for tests. */
import type { ExchangeTarget } from "../../../../pipeline/annotations/exchange/target.ts";

const AGGREGATED_HEAD = [
  "Observation id",
  "Observation date",
  "Description",
  "Observation type",
  "Source",
  "Time offset (s)",
  "Coding duration",
  "Media duration (s)",
  "FPS (frame/s)",
  "Subject",
  "Observation duration by subject by observation",
  "Behavior",
  "Behavioral category",
  "Behavior type",
  "Start (s)",
  "Stop (s)",
  "Duration (s)",
  "Media file name",
  "Image index start",
  "Image index stop",
  "Image file path start",
  "Image file path stop",
  "Comment start",
  "Comment stop",
];

/** The table of aggregated events, in which a video without event has no row. */
export const AGGREGATED: ExchangeTarget = {
  ending: ".csv",
  ofOneVideo: false,
  unit: "milliseconds",
  content: (videos, { perSecond }) => {
    const rows = videos.flatMap(({ id, segments }) =>
      segments.map(({ label, start, end }) => {
        const cells: Record<string, unknown> = {
          "Observation id": id,
          "Observation date": "2026-01-02 03:04:05",
          "Description": "hand, coded",
          "Time offset (s)": "10.5",
          "Subject": "No focal subject",
          "Behavior": label,
          "Behavior type": "STATE",
          "Start (s)": start / perSecond + 10.5,
          "Stop (s)": end / perSecond + 10.5,
        };
        return AGGREGATED_HEAD.map((name) => cells[name] ?? "NA");
      })
    );
    const cell = (value: unknown) => {
      const text = String(value);
      return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [AGGREGATED_HEAD, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
  },
};
