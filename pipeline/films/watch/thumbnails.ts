/** Small pictures of moments of a film. */
import { fileUrl } from "../ffmpeg.ts";
import { runFfmpeg } from "./run_ffmpeg.ts";

/** Height of a picture, pixels. */
const HEIGHT = 90;
/** Programs that run at a time. */
const PICTURES_AT_ONCE = 2;

/**
 * A JPEG of each moment, seconds; undefined where nothing can be decoded.
 *
 * @param onPicture Called after each with the number of those done.
 */
export async function drawThumbnails(
  path: string,
  moments: readonly number[],
  onPicture?: (done: number) => void,
): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
  const pictures: (Uint8Array<ArrayBuffer> | undefined)[] = [];
  for (let i = 0; i < moments.length; i += PICTURES_AT_ONCE) {
    const some = moments.slice(i, i + PICTURES_AT_ONCE);
    pictures.push(...await Promise.all(some.map((moment) => drawThumbnail(path, moment))));
    onPicture?.(pictures.length);
  }
  return pictures;
}

async function drawThumbnail(path: string, moment: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const picture = await runFfmpeg([
    ...["-ss", moment.toFixed(3), "-i", fileUrl(path), "-map", "0:V:0", "-frames:v", "1"],
    ...["-vf", `scale=w='max(1,round(iw*sar))':h=ih,setsar=1,scale=-2:${HEIGHT}`],
    ...["-q:v", "5", "-pix_fmt", "yuvj420p", "-f", "mjpeg", "pipe:1"],
  ], `draw "${path}" at ${moment.toFixed(1)} s`).catch(() => undefined);
  return picture && picture.length > 0 ? picture : undefined;
}
