/** Rows of one video, read again and again. */
import type { CopyRows, Dataset, Video } from "./dataset.ts";

/** Reads rows of a video as its data set can: in parts, or from all that is read once. */
export async function rowsOf(
  dataset: Pick<Dataset, "read" | "rowsOf" | "width">,
  video: Video,
): Promise<CopyRows> {
  if (dataset.rowsOf) return await dataset.rowsOf(video);
  const { width } = dataset;
  const all = await dataset.read(video);
  return (rows, target) => {
    rows.forEach((row, i) => target.set(all.subarray(row * width, (row + 1) * width), i * width));
    return Promise.resolve();
  };
}
