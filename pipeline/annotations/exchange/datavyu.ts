/** Segments as Datavyu saves them: an archive with a text of cells and one about the film. */
import { strToU8, zipSync } from "fflate";
import { stringify } from "yaml";
import { clock } from "../predictions/subtitles.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";

/** Milliseconds up to which the hours have two digits, as Datavyu wants them. */
const LATEST = 100 * 3_600_000 - 1;

/** A column with a cell for each segment, whose codes are the class and the score. */
export const datavyuTarget: ExchangeTarget = {
  ending: ".opf",
  ofOneVideo: true,
  unit: "milliseconds",
  latest: LATEST,
  refuses: (label) => label === PLACEHOLDER ? "stands for an empty value in Datavyu" : undefined,
  content: ([video], context) => archive(video!, context),
};

/** What Datavyu shows in a cell whose class is not filled in. */
const PLACEHOLDER = "<label>";

function archive({ id, media, segments }: ExchangedVideo, { date }: ExchangeContext): Uint8Array {
  const cells = segments.map(({ label, score, start, end }) =>
    `${clock(start / 1000, ":")},${clock(end / 1000, ":")},(${escaped(label)},${score.toFixed(3)})`
  );
  const db = ["#4", "segments (MATRIX,true,)-label|NOMINAL,score|NOMINAL", ...cells];
  const project = {
    dbFile: "db",
    name: id.split("/").at(-1)!,
    origpath: media.startsWith("/") ? media.replace(/\/[^/]*$/, "") : "",
    version: 5,
    viewerSettings: [],
  };
  const files = { db: `${db.join("\n")}\n`, project: `!project\n${stringify(project)}` };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    { mtime: date },
  );
}

/** What Datavyu reads as text in a value; parentheses and bars may stand there as they are. */
function escaped(text: string): string {
  return text.replaceAll(/[\\,]/g, "\\$&");
}
