/** Segments of a film as films of their own. */
import { join } from "node:path";
import type { Detection } from "../../annotations/detection.ts";
import { csvLine } from "../../files/csv_line.ts";
import { ensureFolder, writeWhole } from "../../files/write.ts";
import { fileUrl } from "../ffmpeg.ts";
import { writtenForm } from "./codecs.ts";
import { runFfmpeg } from "./run_ffmpeg.ts";

/** A clip. */
export interface FilmClip {
  /** Its name, with its ending. */
  readonly file: string;
  readonly segment: Detection;
  /** What it shows of the film, seconds. */
  readonly from: number;
  readonly to: number;
}

/** What clips are cut from, and how. */
export interface CutOptions {
  /** The film. */
  readonly path: string;
  /** How long it lasts, seconds, where that is known. */
  readonly seconds?: number | undefined;
  /** What a clip shows before and after its segment, seconds. */
  readonly margin: number;
  /** The folder of the clips, new or empty. */
  readonly out: string;
  /** Called after each clip with the number of those done. */
  readonly onClip?: ((done: number) => void) | undefined;
}

/** The table of clips that lies beside them. */
export const CLIPS = "clips.csv";

/**
 * Writes a clip for each segment, in order, and a table of them. Cuts are at the frames that are asked for, since the
 * pictures are encoded anew.
 *
 * @throws {RunError} When ffmpeg fails, or a file cannot be written.
 */
export async function cutClips(
  segments: readonly Detection[],
  options: CutOptions,
): Promise<readonly FilmClip[]> {
  const { path, out, onClip } = options;
  const { ending, words } = await writtenForm();
  const clips = planClips(segments, options, ending);
  await ensureFolder(out);
  for (const [i, { file, from, to }] of clips.entries()) {
    await runFfmpeg([
      // Sought before the input: decoded from the key frame before, and shown from the moment itself.
      ...["-n", "-ss", from.toFixed(6), "-i", fileUrl(path), "-t", (to - from).toFixed(6), ...words],
      fileUrl(join(out, file)),
    ], `cut "${file}" from "${path}"`);
    onClip?.(i + 1);
  }
  await writeWhole(join(out, CLIPS), tableOf(clips));
  return clips;
}

/** Names and times of clips; equal names get numbers. */
export function planClips(
  segments: readonly Detection[],
  { seconds = Infinity, margin }: Pick<CutOptions, "seconds" | "margin">,
  ending: string,
): FilmClip[] {
  const taken = new Map<string, number>();
  return segments.map((segment) => {
    const name = `${fileName(segment.label)}_${clockName(segment.start)}-${clockName(segment.end)}`;
    const key = name.toLowerCase();
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    return {
      file: `${name}${before > 0 ? `_${before + 1}` : ""}${ending}`,
      segment,
      from: Math.max(0, segment.start - margin),
      to: Math.min(seconds, segment.end + margin),
    };
  });
}

/** Letters of a label that a name of a file keeps. */
const LONGEST = 60;

function fileName(label: string): string {
  const plain = label.normalize().replaceAll(/[^\p{L}\p{N}\p{M}+-]+/gu, "_").replaceAll(/^_+|_+$/g, "");
  return Array.from(plain).slice(0, LONGEST).join("") || "segment";
}

/** A time as it stands in names, in the order of time for up to a hundred hours: 00h01m02.345s. */
function clockName(seconds: number): string {
  const all = Math.max(0, Math.round(seconds * 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = String(all % 1000).padStart(3, "0");
  return `${two(Math.floor(all / 3_600_000))}h${two(Math.floor(all / 60_000) % 60)}m${
    two(Math.floor(all / 1000) % 60)
  }.${rest}s`;
}

function tableOf(clips: readonly FilmClip[]): string {
  const lines = clips.map(({ file, segment: { video, label, start, end, score }, from, to }) =>
    csvLine([file, video, label, start, end, score, from, to])
  );
  return [csvLine(["clip", "video", "label", "start", "end", "score", "from", "to"]), ...lines, ""].join(
    "\n",
  );
}
