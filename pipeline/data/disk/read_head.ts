/** Heads of the feature files of a video. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { isAbsent, isThere, readError } from "../../files/reading.ts";
import type { FilePlace } from "./feature_name.ts";
import type { SourceFormat } from "./format.ts";
import type { HeadIndex, SampledHead } from "./head_index.ts";
import { sampleHash } from "./sample_hash.ts";

/** How heads are read. */
export interface HeadSearch {
  /** Whether files are sampled for the hash of the data set. */
  readonly isSampled: boolean;
  /** Heads that were read before; where files are not sampled they are read anew. */
  readonly heads?: HeadIndex | undefined;
}

/** Reads the first file of a video that is there; where none is, the first is told of. */
export async function readFirst(
  places: readonly FilePlace[],
  format: SourceFormat,
  video: string,
  search: HeadSearch,
): Promise<{ place: FilePlace; result: SampledHead | UserError; other?: string | undefined }> {
  let none: { place: FilePlace; result: UserError } | undefined;
  for (const [i, place] of places.entries()) {
    const result = await readSampledHead(place.path, format, video, search);
    if (result instanceof UserError && isAbsent(result)) {
      none ??= { place, result };
      continue;
    }
    for (const { path } of places.slice(i + 1)) {
      if (!isThere(path)) continue;
      const again = await readSampledHead(path, format, video, { isSampled: false });
      if (!(again instanceof UserError && isAbsent(again))) return { place, result, other: path };
    }
    return { place, result };
  }
  return none!;
}

/** Reads the head of a file, and samples it where that is asked for; what is wrong is returned. */
export async function readSampledHead(
  path: string,
  format: SourceFormat,
  video: string,
  { isSampled, heads }: HeadSearch,
): Promise<SampledHead | UserError> {
  const read = async () => {
    const head = await format.readHead(path, video);
    return { ...head, sample: isSampled ? head.sample ?? await sampleHash(path, head.size) : "" };
  };
  try {
    return await (isSampled && heads ? heads.headOf(path, video, read) : read());
  } catch (error) {
    return error instanceof UserError ? error : readError(path, error);
  }
}
