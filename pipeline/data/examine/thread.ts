/** The other thread that looks at videos: it reads the same files in the same way. */
import type { FileSource, Video } from "../dataset.ts";
import { featureReader } from "../disk/feature_rows.ts";
import { formatOf } from "../disk/format.ts";
import { OWN_KINDS } from "../own_kinds.ts";
import { type Counters, lookAtShare, type Share } from "./share.ts";

/** What the thread is told. */
export interface Task {
  readonly videos: readonly Video[];
  readonly sources: readonly FileSource[];
  readonly counters: Counters;
}

/** What it answers: nothing of videos that cannot be read. */
export type Answer = Share<undefined>;

addEventListener("message", async (event) => {
  const { videos, sources, counters } = (event as MessageEvent<Task>).data;
  const read = sources.map(({ name, source, files }) => ({
    name,
    width: source.width,
    format: formatOf(name, source, OWN_KINDS),
    files,
  }));
  const dataset = {
    sources: read,
    width: read.reduce((sum, { width }) => sum + width, 0),
    ...featureReader(read, 0),
  };
  postMessage(await lookAtShare(dataset, videos, counters, () => undefined));
});

declare function postMessage(answer: Answer): void;
