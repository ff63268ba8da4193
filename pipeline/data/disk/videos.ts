/** The videos of a data set on disk: annotations, lists and sources brought together. */
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { Video } from "../dataset.ts";
import { labelIndices } from "./labels.ts";
import { commonLength, unequalShares } from "./lengths.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import type { OpenSource } from "./sources.ts";
import type { ListedVideo } from "./splits.ts";

/** What the videos of a data set have in common. */
export interface VideoContext {
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  readonly classes: readonly string[];
  readonly sources: readonly OpenSource[];
  readonly lengthMismatch: FeaturesSection["length_mismatch"];
  /** Whether test videos need an annotation; training videos always do. */
  readonly needsAnnotation: boolean;
}

const UNANNOTATED: AnnotatedVideo = { labels: [], annotations: [] };

/**
 * The video of a list entry; undefined when its annotation, a feature file or its frame rate is absent, which was noted
 * before. Lengths of its sources that do not agree are noted.
 */
export function makeVideo(
  { id, split }: ListedVideo,
  { database, classes, sources, lengthMismatch, needsAnnotation }: VideoContext,
  mistakes: Mistakes,
): Video | undefined {
  const isOptional = split === "test" && !needsAnnotation;
  const annotated = database.get(id) ?? (isOptional ? UNANNOTATED : undefined);
  const [first] = sources;
  const fps = first?.fpsOf(id);
  const lengths = sources.flatMap(({ name, files }) => {
    const file = files.get(id);
    return file ? [{ source: name, rows: file.rows }] : [];
  });
  if (!first || !annotated || fps === undefined || lengths.length < sources.length) return undefined;
  const unequal = sources.every(({ isShared }) => isShared) ? unequalShares(id, lengths) : undefined;
  const length = unequal ?? commonLength(id, lengths, lengthMismatch);
  if (typeof length !== "number") {
    mistakes.add(() => length, { kind: "lengths differ", example: `"${id}"` });
    return undefined;
  }
  const { annotations, duration } = annotated;
  return {
    id,
    split,
    labels: labelIndices(annotated, classes),
    length,
    fps,
    stride: first.stride,
    ...(first.window === undefined ? {} : { window: first.window }),
    ...(duration === undefined ? {} : { duration }),
    segments: annotations.map(({ label, start, end }) => ({ label, start, end })),
  };
}
