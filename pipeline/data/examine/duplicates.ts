/** Videos whose features are the same. */
import { createHash } from "node:crypto";
import type { Video } from "../dataset.ts";

/** Groups of videos with the same features, to the bit. */
export type Duplicates = readonly (readonly Pick<Video, "id" | "split">[])[];

/**
 * Finds them among videos that have a key each: those with different keys differ, those with the same one are read to tell.
 *
 * @param read The features of a video.
 */
export async function duplicatesAmong(
  videos: readonly { readonly video: Video; readonly key: string }[],
  read: (video: Video) => Promise<Float32Array>,
): Promise<Duplicates> {
  const groups: Video[][] = [];
  for (const alike of Map.groupBy(videos, ({ key }) => key).values()) {
    if (alike.length === 1) continue;
    const byHash = new Map<string, Video[]>();
    for (const { video } of alike) {
      const { buffer } = await read(video);
      const hash = createHash("sha256").update(new Uint8Array(buffer)).digest("hex");
      byHash.set(hash, [...byHash.get(hash) ?? [], video]);
    }
    groups.push(...[...byHash.values()].filter(({ length }) => length > 1));
  }
  return groups.map((group) => group.map(({ id, split }) => ({ id, split })));
}
