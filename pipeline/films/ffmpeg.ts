/** The program ffmpeg: whether it is there, and what it says of a film. */
import { RunError, userError } from "../../specs/diagnostics/diagnostics.ts";

/** The oldest that is known to do what is asked of it. */
const OLDEST = 4;

/** What a film is, as far as its head says. */
export interface FilmHead {
  /** How long it lasts, where that is said. */
  readonly seconds?: number | undefined;
  /** Pixels of a frame, where that is said. */
  readonly area?: number | undefined;
  readonly hasPictures: boolean;
  readonly hasSound: boolean;
}

/** A version of ffmpeg. */
export interface Ffmpeg {
  /** Its first line, such as "ffmpeg version 5.1.9". */
  readonly version: string;
  /** The number before the first point; a build of its own day counts as the newest. */
  readonly major: number;
}

/**
 * Asks ffmpeg for its version.
 *
 * @throws {UserError} When it is not there or too old.
 */
export async function findFfmpeg(): Promise<Ffmpeg> {
  const output = await startFfmpeg(["-version"]).output();
  const [version = ""] = new TextDecoder().decode(output.stdout).split(" Copyright");
  const major = Number(/version n?(\d+)\./.exec(version)?.[1] ?? Infinity);
  if (output.success && major >= OLDEST) return { version, major };
  throw userError(
    `${version || "ffmpeg"} is too old: films are decoded by ffmpeg ${OLDEST} or later`,
    INSTALL,
  );
}

const INSTALL = "install ffmpeg: `apt install ffmpeg` (Debian, Ubuntu), `brew install ffmpeg` (macOS)";

/**
 * Starts ffmpeg, with nothing to read from unless `stdin` is piped.
 *
 * @throws {UserError} When it is not there.
 */
export function startFfmpeg(args: readonly string[], stdin: "null" | "piped" = "null"): Deno.ChildProcess {
  try {
    return new Deno.Command("ffmpeg", { args: [...args], stdin, stdout: "piped", stderr: "piped" }).spawn();
  } catch (error) {
    // A program that is not there cannot be allowed either.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) {
      throw userError("ffmpeg is not on the PATH: films are decoded by it", INSTALL);
    }
    throw error;
  }
}

/** A path as ffmpeg takes it for a file, whatever it begins with and whatever is in it. */
export function fileUrl(path: string): string {
  return `file:${path}`;
}

/**
 * Reads the head of a film.
 *
 * @throws {RunError} When it is no film that ffmpeg can open.
 */
export async function readHead(path: string): Promise<FilmHead> {
  const child = startFfmpeg(["-nostdin", "-hide_banner", "-loglevel", "level+info", "-i", fileUrl(path)]);
  const { stderr } = await child.output();
  const lines = new TextDecoder().decode(stderr).split("\n");
  const head = headOf(lines);
  if (head.hasPictures || head.hasSound) return head;
  throw new RunError(`Cannot read "${path}": ${troubles(lines)[0] ?? "it has neither pictures nor sound"}`);
}

/** What the lines of ffmpeg say of its input. */
export function headOf(lines: readonly string[]): FilmHead {
  const streams = lines.filter((line) => /^\[info\]\s+Stream #0:/.test(line));
  const time = lines.map((line) => /^\[info\]\s+Duration: (\d+):(\d+):([\d.]+)/.exec(line)).find(Boolean);
  const [, hours, minutes, seconds] = time ?? [];
  // The cover of a piece of music is no film.
  const pictures = streams.filter((line) => /: Video:/.test(line) && !/\(attached pic\)/.test(line));
  const [, width, height] = /, ([1-9]\d*)x([1-9]\d*)(?=[ ,]|$)/.exec(pictures[0] ?? "") ?? [];
  return {
    seconds: time ? Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) : undefined,
    area: width === undefined ? undefined : Number(width) * Number(height),
    hasPictures: pictures.length > 0,
    hasSound: streams.some((line) => /: Audio:/.test(line)),
  };
}

/** What went wrong, in ffmpeg's words, each once. */
export function troubles(lines: readonly string[]): string[] {
  const said = lines.map((line) => /^(?:\[[^\]]*\] )?\[(?:error|fatal)\] (.+)$/.exec(line)?.[1]);
  return [...new Set(said.filter((text) => text !== undefined))];
}
