/** Frames to a film file, by ffmpeg. */
import { RunError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { fileUrl, startFfmpeg } from "../ffmpeg.ts";

/** What a film is written as. */
export interface FilmForm {
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly fps: number;
}

/**
 * Writes a film of H.264, which every player plays; there must be no file yet.
 *
 * @param frames RGBA, [height, width, 4] each, taken before the next is asked for.
 * @throws {UserError} When ffmpeg is not there, or cannot write H.264.
 * @throws {RunError} When it cannot write the file.
 */
export async function writeFilm(
  path: string,
  frames: Iterable<Uint8Array<ArrayBuffer>>,
  form: FilmForm,
): Promise<void> {
  const child = startFfmpeg(words(path, form), "piped");
  const said = new Response(child.stderr).text();
  const drained = child.stdout.pipeTo(new WritableStream());
  const writer = child.stdin.getWriter();
  let isTaken = true;
  try {
    for (const frame of frames) await writer.write(frame);
    await writer.close();
  } catch (error) {
    await writer.abort().catch(() => {});
    if (!(error instanceof Deno.errors.BrokenPipe)) {
      child.kill("SIGKILL");
      throw error;
    }
    isTaken = false;
  } finally {
    await Promise.all([child.status, drained, said]);
  }
  const [{ success }, text] = await Promise.all([child.status, said]);
  if (success && isTaken) return;
  if (/Unknown encoder/.test(text)) {
    throw userError(
      "This ffmpeg cannot write H.264",
      "install one with libx264: `apt install ffmpeg`, `brew install ffmpeg`",
    );
  }
  throw new RunError(`Cannot write "${path}": ${text.trim().split("\n")[0] || "ffmpeg ended early"}`);
}

function words(path: string, { width, height, fps }: FilmForm): string[] {
  return [
    ...["-hide_banner", "-loglevel", "error", "-n"],
    ...["-f", "rawvideo", "-pix_fmt", "rgba", "-s", `${width}x${height}`, "-r", String(fps), "-i", "pipe:0"],
    // One thread: the same frames are the same bytes.
    ...["-c:v", "libx264", "-preset", "superfast", "-threads", "1", "-pix_fmt", "yuv420p"],
    ...["-movflags", "+faststart", fileUrl(path)],
  ];
}
