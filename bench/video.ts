/** Benchmark of films: decoding against ffmpeg alone, each kind of encoder, and ONNX against its own Python. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { decodeFilm, decodeWords, type FramePlan } from "../pipeline/films/decode.ts";
import { encodeFilm } from "../pipeline/films/encode_film.ts";
import { type Ffmpeg, findFfmpeg, startFfmpeg } from "../pipeline/films/ffmpeg.ts";
import { spreadOffsets } from "../pipeline/films/snippets.ts";
import type { Encoder } from "../pipeline/kinds/encoders/encoder.ts";
import { ENCODER_RUNS } from "../pipeline/kinds/encoders/mod.ts";
import { hasFilmPackages } from "../pipeline/kinds/encoders/film_packages.ts";
import { hasOnnxRuntime } from "../pipeline/kinds/encoders/onnx_runtime.ts";
import { createKind } from "../pipeline/kinds/kind.ts";
import { RunError, UserError } from "../specs/diagnostics/diagnostics.ts";
import type { ChosenKind } from "../specs/options/fields.ts";
import { onnxPython } from "./onnx_python.ts";
import { peakGb } from "./process.ts";
import { median, rounded } from "./statistics.ts";
import { CLIP, CLIP_MODEL, POSE, writePictureEncoder } from "./video_encoders.ts";

/** How long it is measured. */
export interface VideoBenchOptions {
  readonly rounds?: number;
  /** Seconds of the film. */
  readonly seconds?: number;
  /** Snippets of a round by ONNX's runtime, and by its own Python. */
  readonly snippets?: number;
}

/** One measurement; times are medians, ratios medians of the ratios within a round. */
export interface VideoPoint {
  readonly what: string;
  readonly ms: number;
  readonly frames_per_second: number;
  /** What it is measured beside in every round. */
  readonly beside: string;
  /** Null where that was not measured; `notes` says why. */
  readonly beside_ms: number | null;
  /** ms / beside_ms. */
  readonly ratio: number | null;
}

/** What `deno task bench video` gives. */
export interface VideoResult {
  readonly film: string;
  readonly engine: string;
  readonly engine_description: string;
  readonly ffmpeg_version: string;
  readonly onnxruntime_version: string | null;
  readonly video: readonly VideoPoint[];
  readonly peak_rss_gb: number;
  readonly notes: readonly string[];
}

const FPS = 25;
const STRIDE = 16;
const SIZE = "640x360";

/** What it gives where there is no ffmpeg. */
export type UnmeasuredVideo = Pick<VideoResult, "video" | "notes">;

/** Measures films, where there is an ffmpeg. What is compared takes turns in every round. */
export async function benchVideo(options: VideoBenchOptions): Promise<VideoResult | UnmeasuredVideo> {
  let ffmpeg: Ffmpeg;
  try {
    ffmpeg = await findFfmpeg();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { video: [], notes: [`films were not measured: ${error.message}`] };
  }
  return await measureVideo(ffmpeg, options);
}

async function measureVideo(
  ffmpeg: Ffmpeg,
  { rounds = 5, seconds = 20, snippets = 8 }: VideoBenchOptions,
): Promise<VideoResult> {
  const folder = Deno.makeTempDirSync({ dir: join(ROOT, "bench"), prefix: "video-" });
  const opened: Encoder[] = [];
  try {
    const film = join(folder, "film.mp4");
    await draw(film, seconds);
    const engine = await openEngine();
    const open = async (chosen: ChosenKind) => {
      const encoder = await createKind(ENCODER_RUNS, chosen)(
        chosen.kind === "onnx" ? "/" : folder,
        () => Promise.resolve(),
      );
      opened.push(encoder);
      return encoder;
    };
    const encoders = new Map<string, Encoder>();
    if (hasFilmPackages()) encoders.set("pose", await open(POSE));
    encoders.set("tfjs", await open(await writePictureEncoder(folder)));
    if (hasOnnxRuntime()) encoders.set("onnx", await open(CLIP));
    const clip = encoders.get("onnx");
    const frames = seconds * FPS;
    const measured = new Map<string, Times>();
    const notes = [
      ...encoders.has("pose") ? [] : ["pose was not measured: `deno task films` fetches its network"],
      ...clip ? [] : ["onnx was not measured: `deno task onnx` fetches its runtime"],
    ];
    let version: string | null = null;
    // The first round fills caches.
    for (let round = 0; round <= rounds; round++) {
      const note = (what: string, beside: string, ms: number, besideMs: number | undefined) => {
        const times = measured.getOrInsert(what, { beside, ms: [], besideMs: [] });
        if (round === 0) return;
        times.ms.push(ms);
        if (besideMs !== undefined) times.besideMs.push(besideMs);
      };
      for (const [kind, encoder] of encoders) {
        const plan: FramePlan = {
          ...{ fps: FPS, stride: STRIDE, form: encoder.form },
          offsets: spreadOffsets(encoder.frames, STRIDE),
        };
        const what = encoder.frames === STRIDE ? "all frames" : `${encoder.frames} of ${STRIDE} frames`;
        const alone = await time(() => runAlone(film, plan, ffmpeg));
        const decoding = await time(() => decodeAll(film, plan, ffmpeg));
        note(`decoding ${what}, ${sizeOf(encoder)}`, "ffmpeg alone", decoding, alone);
        const times = { fps: FPS, stride: STRIDE, window: STRIDE };
        const encoding = await time(() => encodeFilm(film, { times, encoder, ffmpeg }));
        note(`decoding and ${kind}`, "ffmpeg alone", encoding, alone);
      }
      if (!clip) continue;
      const python = await onnxPython({ ...CLIP, file: CLIP_MODEL, snippets });
      const ms = median(await encodeSnippets(clip, snippets));
      if ("missing" in python) note("a snippet by onnx", "ONNX's own Python", ms, undefined);
      else note("a snippet by onnx", "ONNX's own Python", ms, median(python.ms));
      if ("missing" in python && round === 0) {
        notes.push(`ONNX's own Python was not measured: ${python.missing}`);
      } else if ("version" in python) version = python.version;
    }
    return {
      film: `${SIZE}, H.264, ${seconds} s`,
      engine: engine.name,
      engine_description: engine.description,
      ffmpeg_version: ffmpeg.version,
      onnxruntime_version: version,
      video: [...measured].map(([what, times]) =>
        pointOf(what, times, what.startsWith("a snippet") ? STRIDE : frames)
      ),
      peak_rss_gb: rounded(peakGb()),
      notes,
    };
  } finally {
    for (const encoder of opened) await encoder.close();
    Deno.removeSync(folder, { recursive: true });
  }
}

interface Times {
  readonly beside: string;
  readonly ms: number[];
  readonly besideMs: number[];
}

function pointOf(what: string, { beside, ms, besideMs }: Times, frames: number): VideoPoint {
  const isCompared = besideMs.length === ms.length;
  return {
    what,
    ms: rounded(median(ms)),
    frames_per_second: rounded(1000 * frames / median(ms)),
    beside,
    beside_ms: isCompared ? rounded(median(besideMs)) : null,
    ratio: isCompared ? rounded(median(ms.map((each, i) => each / besideMs[i]!))) : null,
  };
}

const sizeOf = ({ form }: Encoder) => `${form.width} x ${form.height}`;

async function time(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function draw(path: string, seconds: number): Promise<void> {
  await run([
    ...["-f", "lavfi", "-i", `testsrc2=s=${SIZE}:r=${FPS}:d=${seconds},noise=alls=8:allf=t`],
    ...["-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p", path],
  ]);
}

/** The same filters, with nothing done with what comes out. */
async function runAlone(path: string, plan: FramePlan, ffmpeg: Ffmpeg): Promise<void> {
  await run([...decodeWords(path, plan, ffmpeg), "-f", "null", "-"]);
}

async function run(words: readonly string[]): Promise<void> {
  const { success, stderr } = await startFfmpeg(["-nostdin", "-hide_banner", ...words]).output();
  if (!success) {
    throw new RunError(`ffmpeg fails: ${new TextDecoder().decode(stderr).trim().split("\n").at(-1)}`);
  }
}

async function decodeAll(path: string, plan: FramePlan, ffmpeg: Ffmpeg): Promise<void> {
  await using film = decodeFilm(path, plan, ffmpeg);
  for await (const { pixels } of film.frames) film.release(pixels);
  await film.ended;
}

/** Milliseconds of each snippet of drawn frames. */
async function encodeSnippets({ form, frames, encode }: Encoder, snippets: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 2 + snippets; i++) {
    const pixels = Array.from(
      { length: frames },
      (_, f) => new Uint8Array(3 * form.width * form.height).map((_, at) => 31 * at + 7 * f + i),
    );
    times.push(await time(async () => await encode({ pixels, seconds: 0.6 })));
  }
  return times.slice(2);
}
