/** An annotation file, whatever its layout. */
import type { Place } from "../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "./annotated_video.ts";

/** An annotation file. */
export interface Annotations {
  /** Videos in the order of the file. */
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  /** Labels that the file lists, besides those of its annotations: classes may be without any. */
  readonly labels?: readonly string[];
  /** What is unusual but kept, one sentence each. */
  readonly warnings: readonly string[];
  /** Where things stand in the file; absent for what was made in memory. */
  readonly places?: AnnotationPlaces;
}

/** The place of a video, of its annotation at a position, or of what that has under a key; undefined where it is unknown. */
export type AnnotationPlaces = (
  video: string,
  index?: number,
  key?: "label" | "segment",
) => Place | undefined;
