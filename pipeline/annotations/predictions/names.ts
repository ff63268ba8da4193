/** Videos that predictions and ground truth call differently. */
import type { Detection } from "../detection.ts";
import { count } from "../layout.ts";
import { canonicalName } from "../names.ts";

/** Says how the names of videos differ where predictions are of a video that `videos` have under a name much alike. */
export function nameWarnings(detections: readonly Detection[], videos: ReadonlySet<string>): string[] {
  const known = new Map(Array.from(videos, (name) => [looseName(name), name]));
  const alike = new Map<string, string>();
  let predictions = 0;
  for (const { video } of detections) {
    if (videos.has(video)) continue;
    const meant = known.get(looseName(video));
    if (meant === undefined) continue;
    alike.set(video, meant);
    predictions++;
  }
  const [first] = alike;
  if (!first) return [];
  const [video, meant] = first;
  const how = video.normalize() === meant.normalize()
    ? `"${video}" is there in another Unicode form`
    : `"${video}" is "${meant}" there`;
  return [
    `${count(predictions, "prediction")} in ${
      count(alike.size, "video")
    } whose name the ground truth writes differently, not scored: ${how}`,
  ];
}

/** A name in small letters and without folders, too: what is warned of may be wrong. */
function looseName(name: string): string {
  return canonicalName(name.slice(name.lastIndexOf("/") + 1)).toLowerCase();
}
