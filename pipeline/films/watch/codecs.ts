/** How films are written that every browser plays. */
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { runFfmpeg } from "./run_ffmpeg.ts";

/** What a written film is in. */
export interface WrittenForm {
  /** What it is called, for people. */
  readonly name: string;
  /** What its name ends in. */
  readonly ending: ".mp4" | ".webm";
  /** The words of ffmpeg between input and output. */
  readonly words: readonly string[];
}

/** H.264 takes even sizes alone. */
const EVEN = ["-vf", "scale=w='max(2,2*round(iw*sar/2))':h='max(2,2*round(ih/2))',setsar=1"];
/** The first pictures and the first sound. */
const STREAMS = ["-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1"];

const FORMS: readonly (WrittenForm & { readonly encoder: string })[] = [
  {
    name: "H.264",
    encoder: "libx264",
    ending: ".mp4",
    words: [
      ...[...STREAMS, ...EVEN, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "fast", "-crf", "20"],
      ...["-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", "-f", "mp4"],
    ],
  },
  {
    name: "VP9",
    encoder: "libvpx-vp9",
    ending: ".webm",
    words: [
      ...[...STREAMS, ...EVEN, "-pix_fmt", "yuv420p", "-c:v", "libvpx-vp9", "-crf", "31", "-b:v", "0"],
      ...["-row-mt", "1", "-deadline", "good", "-cpu-used", "4", "-c:a", "libopus", "-f", "webm"],
    ],
  },
];

/**
 * The first form that this ffmpeg writes.
 *
 * @throws {RunError} When it writes none.
 */
export async function writtenForm(): Promise<WrittenForm> {
  const list = new TextDecoder().decode(await runFfmpeg(["-encoders"], "list the encoders of ffmpeg"));
  const found = FORMS.find(({ encoder }) => list.split(/\s+/).includes(encoder));
  if (found) return found;
  throw new RunError(
    "This ffmpeg writes neither H.264 (libx264) nor VP9 (libvpx-vp9)",
    "install one that does: those of Debian, Ubuntu and Homebrew do",
  );
}
