/** What a film is written in, and whether browsers play that. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { requireRegular } from "../../files/reading.ts";
import { fileUrl, type FilmHead, headOf, startFfmpeg, troubles } from "../ffmpeg.ts";

/** What the head of a film says of its form, in ffmpeg's names. */
export interface FilmCoding extends FilmHead {
  /** Such as "mov,mp4,m4a,3gp,3g2,mj2" or "avi". */
  readonly container: string;
  /** Such as "h264"; undefined where it has no pictures. */
  readonly pictures?: string | undefined;
  /** Such as "yuv420p". */
  readonly pixels?: string | undefined;
  /** Frames a second, where that is said. */
  readonly rate?: number | undefined;
  /** Such as "aac"; undefined where it has no sound. */
  readonly sound?: string | undefined;
}

/**
 * Reads the head of a film.
 *
 * @throws {UserError} When it is absent, no film that ffmpeg can open, or has no pictures.
 */
export async function requireFilm(path: string): Promise<FilmCoding> {
  await requireRegular(path);
  const child = startFfmpeg(["-nostdin", "-hide_banner", "-loglevel", "level+info", "-i", fileUrl(path)]);
  const { stderr } = await child.output();
  const lines = new TextDecoder().decode(stderr).split("\n");
  const form = codingOf(lines);
  if (form.hasPictures) return form;
  throw userError(
    form.hasSound
      ? `"${path}" is no film: it has sound and no pictures`
      : `"${path}" is no film that ffmpeg can read: ${
        troubles(lines)[0] ?? "it has neither pictures nor sound"
      }`,
    "name a film, such as one that a player shows",
  );
}

/** What the lines of ffmpeg say of the form of its input. */
export function codingOf(lines: readonly string[]): FilmCoding {
  const input = lines.map((line) => /^\[info\] Input #0, (.+), from /.exec(line)?.[1]).find(Boolean);
  const streams = lines.filter((line) => /^\[info\]\s+Stream #0:/.test(line));
  const pictures = streams.find((line) => /: Video:/.test(line) && !/\(attached pic\)/.test(line));
  const [, codec, described = ""] = /: Video: (\w+)(.*)/.exec(pictures ?? "") ?? [];
  const [, rate] = /, ([\d.]+) fps\b/.exec(described) ?? [];
  return {
    ...headOf(lines),
    rate: rate === undefined ? undefined : Number(rate),
    container: input ?? "unknown",
    pictures: codec,
    pixels: /\b((?:yuv|gray|rgb|bgr|gbr|nv)\w*)/.exec(described)?.[1],
    sound: streams.map((line) => /: Audio: (\w+)/.exec(line)?.[1]).find(Boolean),
  };
}

/** What containers hold that Chromium, Firefox and Safari have in common, or most of them. */
const PLAYED: readonly { readonly container: RegExp; readonly pictures: RegExp; readonly sound: RegExp }[] = [
  { container: /\bmp4\b/, pictures: /^(h264|av1|vp9)$/, sound: /^(aac|mp3|opus|flac)$/ },
  { container: /\bwebm\b/, pictures: /^(vp8|vp9|av1)$/, sound: /^(opus|vorbis)$/ },
  { container: /^ogg$/, pictures: /^(vp8|vp9)$/, sound: /^(opus|vorbis|flac)$/ },
];

/** Why browsers do not play a film, in words that follow its name; undefined where they do. */
export function unplayable({ container, pictures, pixels, sound }: FilmCoding): string | undefined {
  const form = PLAYED.find((each) => each.container.test(container));
  const [name] = container.split(",");
  if (!form) return `is a file of ${name}`;
  if (pictures === undefined || !form.pictures.test(pictures)) return `has pictures in ${pictures}`;
  // Ten bits and other colours play in few browsers, but for VP9 and AV1, which all decode them.
  if (pictures === "h264" && pixels !== undefined && !/^yuvj?420p$/.test(pixels)) {
    return `has pictures in ${pictures} ${pixels}`;
  }
  return sound === undefined || form.sound.test(sound) ? undefined : `has sound in ${sound}`;
}
