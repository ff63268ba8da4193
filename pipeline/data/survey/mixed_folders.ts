/** Folders of an earlier split, among which the videos of a newer one are scattered. */
import type { FoundSource } from "./sources.ts";
import type { FoundSplits } from "./splits.ts";

/** The source with a path for each folder where the videos of one split lie in several; {split} stands for one folder alone. */
export function withFolders(source: FoundSource, { train, test }: FoundSplits): FoundSource {
  const foldersOf = (videos: Iterable<string>) =>
    new Set(
      Array.from(videos, (video) => source.videos.get(video)?.split).filter((each) => each !== undefined),
    );
  if ([train, test].every(({ videos }) => foldersOf(videos).size <= 1)) return source;
  const folders = [...foldersOf([...train.videos, ...test.videos])].sort();
  const [path, ...others] = [source.path, ...source.others ?? []].flatMap((path) =>
    path.includes(SPLIT) ? folders.map((folder) => path.replace(SPLIT, folder)) : [path]
  );
  return { ...source, path: path!, others };
}

/** What stands for a folder in paths. */
const SPLIT = "{split}";
