/** Films that tests draw with ffmpeg, and tests that need it. */
import assert from "node:assert/strict";
import { findFfmpeg } from "../../../pipeline/films/ffmpeg.ts";
import { hasFilmPackages } from "../../../pipeline/kinds/encoders/film_packages.ts";
import { needs } from "../../needs.ts";

/** The ffmpeg of this machine, where there is one. */
export const FFMPEG = await findFfmpeg().catch(() => undefined);

/** A test that draws or decodes films. */
export function filmTest(name: string, fn: () => void | Promise<void>): void {
  Deno.test({ ...needs("ffmpeg", FFMPEG, name), fn });
}

/** A test that draws people, or finds them. */
export function peopleTest(name: string, fn: () => void | Promise<void>): void {
  Deno.test({ ...needs("the packages of films", hasFilmPackages(), name), fn });
}

/** A test that does so in films. */
export const peopleFilmTest: typeof filmTest = FFMPEG ? peopleTest : filmTest;

/** Runs ffmpeg. */
export async function ffmpeg(...args: string[]): Promise<void> {
  const words = ["-nostdin", "-y", "-loglevel", "error", ...args];
  const { success, stderr } = await new Deno.Command("ffmpeg", { args: words }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

/** A source that is black and between two times white, seconds; `size` as 64x48. */
export function flash(
  { size = "64x48", rate = "25", seconds = 6, from = 2, to = 3 } = {},
): string[] {
  const white = `drawbox=c=white:t=fill:enable='between(t,${from},${to}-0.001)'`;
  return ["-f", "lavfi", "-i", `color=black:s=${size}:r=${rate}:d=${seconds},${white}`];
}

/** How films of tests are written: small, and every player reads them. */
export const H264: readonly string[] = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
