/** A film as frames: ffmpeg resamples, picks, scales and cuts, and what it writes is read as it comes. */
import type { FrameForm } from "../kinds/encoders/encoder.ts";
import { createPool, type MemoryPool } from "../release.ts";
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
  readonly stop?: AbortSignal | undefined;
  /** Threads that the film itself is decoded by; as many as ffmpeg thinks best by default. */
  readonly threads?: number | undefined;
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
  /** Takes frames back that nobody looks at any more; later ones lie in their memory. */
  release(...pixels: readonly Uint8Array[]): void;
  /** After the last frame. */
  readonly ended: Promise<Decoding>;
}

/** Bytes of frames that wait to be used again. */
const IDLE_BYTES = 64e6;
/** Bytes of decoded frames that ffmpeg keeps while nobody reads, so that neither waits for each frame of the other. */
const QUEUE_BYTES = 8e6;
/** Frames of that, whatever their size. */
const QUEUE = { least: 2, most: 64 };

/** Starts to decode a film. What cannot be decoded ends the frames early, and is told at the end. */
export function decodeFilm(path: string, plan: FramePlan, ffmpeg: Ffmpeg): DecodedFilm {
  const child = startFfmpeg([...decodeWords(path, plan, ffmpeg), ...pipeWords(plan)]);
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
  plan.stop?.addEventListener("abort", kill);
  const pool = createPool(IDLE_BYTES);
  return {
    frames: framesOf(reader, plan, pool),
    release: (...pixels) => pool.release(...pixels),
    ended,
    async [Symbol.asyncDispose]() {
      plan.stop?.removeEventListener("abort", kill);
      await reader.cancel().catch(() => {});
      kill();
      await ended;
    },
  };
}

async function* framesOf(
  reader: ReadableStreamBYOBReader,
  plan: FramePlan,
  pool: MemoryPool,
): AsyncGenerator<FilmFrame, void> {
  const length = frameBytes(plan);
  for (const index of wantedFrames(plan)) {
    const { value: pixels } = await reader.read(pool.take(length), { min: length });
    if (pixels?.byteLength !== length) return;
    yield { index, pixels };
  }
}

function frameBytes({ form: { width, height } }: FramePlan): number {
  return 3 * width * height;
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

/** The arguments of ffmpeg that come before where frames go. */
export function decodeWords(path: string, plan: FramePlan, { major }: Ffmpeg): string[] {
  return [
    ...["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info"],
    ...plan.threads === undefined ? [] : ["-threads", String(plan.threads)],
    ...["-i", fileUrl(path)],
    // The first stream of pictures that is no cover.
    ...["-map", "0:V:0", "-an", "-sn", "-dn", "-vf", filters(plan)],
    // Frames that were left out are not to be filled in again.
    ...(major < 6 ? ["-vsync", "passthrough"] : ["-fps_mode", "passthrough"]),
    ...["-pix_fmt", "rgb24", "-c:v", "rawvideo"],
  ];
}

/** Frames go to the pipe, which is smaller than one, from a thread of their own. */
function pipeWords(plan: FramePlan): string[] {
  const fitting = Math.floor(QUEUE_BYTES / frameBytes(plan));
  const queue = Math.min(QUEUE.most, Math.max(QUEUE.least, fitting));
  return ["-f", "fifo", "-fifo_format", "rawvideo", "-queue_size", String(queue), "pipe:1"];
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
