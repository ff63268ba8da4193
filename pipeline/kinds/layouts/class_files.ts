/** How layout `class_files` is read. */
import { classFiles as spec } from "../../../specs/kinds/layouts/class_files.ts";
import { kindRun } from "../kind.ts";
import { isComment } from "./csv_lines.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile } from "./layout.ts";

/** The class and subset of a file. */
const NAME = /^(?<label>.+?)(?:_(?<subset>train|training|val|validation|test|testing))?\.[^.]*$/i;

/** What a person wrote about the files. */
const README = /(?:^|[/\\])(?:readme|licen[cs]e)\b[^/\\]*$/i;

/** Rows of three fields; the file says their label. */
export const classFiles = kindRun(spec, (): AnnotationLayout => ({
  content: "rows",
  choose(names) {
    // Lists of classes and videos lie beside the files of the classes.
    const ofSubsets = names.filter((name) => NAME.exec(name)?.groups?.["subset"] !== undefined);
    return ofSubsets.length > 0 ? ofSubsets : names.filter((name) => !README.test(name));
  },
  *rows({ name, text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    const { label, subset } = NAME.exec(name)?.groups ?? {};
    for (const { 0: line, index: offset } of text.matchAll(/[^\r\n]+/g)) {
      if (line.trim() === "" || isComment(line)) continue;
      const fields = line.trim().split(/\s+/);
      const [video, start, end] = fields;
      const at = { offset: offset + line.indexOf(video!), length: line.trim().length };
      if (fields.length === 3) yield { ...at, video: video!, start, end, label, subset };
      else {
        yield {
          ...at,
          message: `A line has ${fields.length} ${
            fields.length === 1 ? "field" : "fields"
          }: expected video, start and end`,
          hint: "write one action per line, such as: video_1 12.5 17.0",
        };
      }
    }
  },
}));
