/** A film as frames: ffmpeg resamples, picks, scales and cuts, and what it writes is read as it comes. */
import type { FrameForm } from "../kinds/encoders/encoder.ts";
import { type Ffmpeg, fileUrl, headOf, startFfmpeg, troubles } from "./ffmpeg.ts";

/** Which frames of a film are wanted: `offsets` of every `stride`, and the first, which says that there is one. */
export interface FramePlan {
  /** Frames per second that the film is resampled to. */
  readonly fps: number;
  readonly stride: number;
  /** Rising, from the first frame of a snippet. */
  readonly offsets: readonly number[];
  readonly form: FrameForm;
  /** Ends ffmpeg, and so the frames, when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A frame by its number in the resampled film, [height, width, 3] RGB. */
export interface FilmFrame {
  readonly index: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** How the decoding of a film went. */
export interface Decoding {
  /** What ffmpeg could not read, in its words. */
  readonly troubles: readonly string[];
  /** How long the film says that it lasts. */
  readonly seconds?: number | undefined;
}

/** A film that is being decoded. */
export interface DecodedFilm extends AsyncDisposable {
  /** The wanted frames in order, to be gone through once. */
  readonly frames: AsyncGenerator<FilmFrame, void>;
  /** After the last frame. */
  readonly ended: Promise<Decoding>;
}

/** Starts to decode a film. What cannot be decoded ends the frames early, and is told at the end. */
export function decodeFilm(path: string, plan: FramePlan, ffmpeg: Ffmpeg): DecodedFilm {
  const child = startFfmpeg(decodeWords(path, plan, ffmpeg));
  const ended = Promise.all([new Response(child.stderr).text(), child.status]).then(([text, status]) => {
    const lines = text.split("\n");
    const said = troubles(lines);
    const unsaid = said.length === 0 && !status.success ? [`ffmpeg ended with ${status.code}`] : [];
    return { troubles: [...said, ...unsaid], seconds: headOf(lines).seconds };
  });
  const reader = child.stdout.getReader({ mode: "byob" });
  const kill = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  plan.signal?.addEventListener("abort", kill);
  return {
    frames: framesOf(reader, plan),
    ended,
    async [Symbol.asyncDispose]() {
      plan.signal?.removeEventListener("abort", kill);
      await reader.cancel().catch(() => {});
      kill();
      await ended;
    },
  };
}

async function* framesOf(
  reader: ReadableStreamBYOBReader,
  plan: FramePlan,
): AsyncGenerator<FilmFrame, void> {
  const { width, height } = plan.form;
  for (const index of wantedFrames(plan)) {
    const pixels = await readFully(reader, 3 * width * height);
    if (pixels === undefined) return;
    yield { index, pixels };
  }
}

/** The next bytes; undefined where there are not so many any more. */
async function readFully(
  reader: ReadableStreamBYOBReader,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let buffer = new ArrayBuffer(length);
  for (let at = 0; at < length;) {
    const { value, done } = await reader.read(new Uint8Array(buffer, at));
    if (done || value === undefined) return undefined;
    buffer = value.buffer;
    at += value.byteLength;
  }
  return new Uint8Array(buffer);
}

/** The numbers of the frames that ffmpeg is asked for. */
export function* wantedFrames({ stride, offsets }: Pick<FramePlan, "stride" | "offsets">): Generator<number> {
  const wanted = wants({ stride, offsets });
  for (let index = 0;; index++) if (wanted(index)) yield index;
}

function wants({ stride, offsets }: Pick<FramePlan, "stride" | "offsets">): (index: number) => boolean {
  return (index) =>
    index === 0 || offsets.some((offset) => index >= offset && (index - offset) % stride === 0);
}

/** The arguments of ffmpeg. */
export function decodeWords(path: string, plan: FramePlan, { major }: Ffmpeg): string[] {
  return [
    ...["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-i", fileUrl(path)],
    // The first stream of pictures that is no cover.
    ...["-map", "0:V:0", "-an", "-sn", "-dn", "-vf", filters(plan)],
    // Frames that were left out are not to be filled in again.
    ...(major < 6 ? ["-vsync", "passthrough"] : ["-fps_mode", "passthrough"]),
    ...["-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"],
  ];
}

/** Resampling from time 0, which is that of the sound too; then the wanted frames alone are scaled. */
function filters({ fps, stride, offsets, form }: FramePlan): string {
  const wanted = wants({ stride, offsets });
  const isAll = Array.from({ length: Math.max(...offsets) + stride }, (_, i) => wanted(i)).every(Boolean);
  const picked = offsets.map((offset) => `gte(n,${offset})*not(mod(n-${offset},${stride}))`);
  return [
    `fps=fps=${fps}:start_time=0`,
    ...isAll ? [] : [`select='${["not(n)", ...picked].join("+")}'`],
    // Pixels that are not square.
    "scale=w='max(1,round(iw*sar))':h=ih,setsar=1",
    ...fitting(form),
  ].join(",");
}

const SCALING = "flags=bilinear+accurate_rnd+full_chroma_int";

function fitting({ width, height, fit, shortSide }: FrameForm): string[] {
  const fill = `scale=${width}:${height}:force_original_aspect_ratio`;
  if (fit === "stretch") return [`scale=${width}:${height}:${SCALING}`];
  if (fit === "pad") {
    return [`${fill}=decrease:${SCALING}`, `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`];
  }
  const short = shortSide === undefined
    ? `${fill}=increase:${SCALING}`
    : `scale=w='if(lt(iw,ih),${shortSide},-1)':h='if(lt(iw,ih),-1,${shortSide})':${SCALING}`;
  return [short, `crop=${width}:${height}`];
}
