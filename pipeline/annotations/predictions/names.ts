/** Videos that predictions and ground truth call differently. */
import type { Detection } from "../detection.ts";
import { count } from "../layout.ts";

/** Endings that a name may have of the file that it was taken from. */
const ENDING = /\.(?:mp4|avi|mkv|webm|mov|npy|npz)$/i;

/** A name without what programs add to it or leave out: `v_`, an ending, the way in which accents are coded. */
function core(name: string): string {
  return name.normalize("NFC").replace(ENDING, "").replace(/^v_/, "");
}

/** Says how the names of videos differ where predictions are of a video that `videos` have under a name much alike. */
export function nameWarnings(detections: readonly Detection[], videos: ReadonlySet<string>): string[] {
  const known = new Map(Array.from(videos, (name) => [core(name), name]));
  const alike = new Map<string, string>();
  let predictions = 0;
  for (const { video } of detections) {
    if (videos.has(video)) continue;
    const meant = known.get(core(video));
    if (meant === undefined) continue;
    alike.set(video, meant);
    predictions++;
  }
  const [first] = alike;
  if (!first) return [];
  const [video, meant] = first;
  const how = video.normalize("NFC") === meant.normalize("NFC")
    ? `"${video}" is there with its accents coded in another way`
    : `"${video}" is "${meant}" there`;
  return [
    `${count(predictions, "prediction")} in ${
      count(alike.size, "video")
    } whose name the ground truth writes differently, not scored: ${how}`,
  ];
}
