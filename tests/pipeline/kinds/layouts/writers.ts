/** Writes annotations in the layouts that walt reads, for tests. */
import { join } from "node:path";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";

/** Videos by name. */
export type Database = ReadonlyMap<string, AnnotatedVideo>;

/** Writes videos to a file or folder below `folder`, and gives its path. */
export type Writer = (folder: string, database: Database) => string;

function document(database: Database, duration: string): Record<string, unknown> {
  return Object.fromEntries(Array.from(database, ([name, video]) => {
    const { labels, annotations, duration: seconds, ...more } = video;
    const list = labels.map(({ label, index }) => {
      const found = annotations.find((each) => each.index === index);
      return { label, ...(found ? { segment: [found.start, found.end] } : {}) };
    });
    return [name, { ...more, ...(seconds === undefined ? {} : { [duration]: seconds }), annotations: list }];
  }));
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  Deno.writeTextFileSync(path, text);
  return path;
}

/** One for each layout. */
export const WRITERS: Readonly<Record<"activitynet" | "videoMap" | "classFiles" | "csv", Writer>> = {
  activitynet: (folder, database) =>
    write(folder, "gt.json", JSON.stringify({ version: "1", database: document(database, "duration") })),
  videoMap: (folder, database) =>
    write(folder, "videos.json", JSON.stringify(document(database, "duration_second"))),
  classFiles(folder, database) {
    const path = join(folder, "classes");
    Deno.mkdirSync(path);
    const texts = new Map<string, string>();
    for (const [name, { subset, annotations }] of database) {
      for (const { label, start, end } of annotations) {
        const file = subset === undefined ? `${label}.txt` : `${label}_${subset}.txt`;
        texts.set(file, `${texts.get(file) ?? ""}${name}  ${start} ${end}\n`);
      }
    }
    for (const [name, text] of texts) write(path, name, text);
    return path;
  },
  csv(folder, database) {
    const cell = (value: string | number | undefined) => {
      const text = String(value ?? "");
      return /[",;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const lines = Array.from(database).flatMap(([name, { subset, duration, fps, labels, annotations }]) => {
      const rows = labels.map(({ label, index }) => ({
        label,
        ...annotations.find((each) => each.index === index),
      }));
      return (rows.length > 0 ? rows : [{}] as { label?: string; start?: number; end?: number }[])
        .map(({ label, start, end }) => [name, subset, duration, fps, start, end, label].map(cell).join(","));
    });
    return write(folder, "gt.csv", ["video,subset,duration,fps,start,end,label", ...lines, ""].join("\r\n"));
  },
};
