/** Frame rates that the annotations state and nothing uses. */
import type { FeatureSource } from "../../../specs/recipe/features.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import { count, examples } from "../../annotations/layout.ts";
import type { Video } from "../dataset.ts";

/** Part of a rate by which two may differ without a word: they are written with three digits or more. */
const TOLERATED = 1e-4;
/** The same of rates that are frames / seconds. */
const TOLERATED_COUNTED = 0.02;

/** One sentence about videos whose annotated frame rate is not the one that times are computed from. */
export function rateWarnings(
  videos: readonly Video[],
  database: ReadonlyMap<string, AnnotatedVideo>,
  sources: Readonly<Record<string, FeatureSource>>,
): string[] {
  if (Object.values(sources).some(({ fps }) => typeof fps !== "number" && "from" in fps)) return [];
  const stated = videos.flatMap(({ id, fps: used }) => {
    const { fps, isFpsCounted } = database.get(id) ?? {};
    const tolerated = isFpsCounted ? TOLERATED_COUNTED : TOLERATED;
    return fps === undefined ? [] : [{ id, used, fps, tolerated }];
  });
  const other = stated.filter(({ used, fps, tolerated }) => Math.abs(fps - used) > tolerated * used);
  if (other.length === 0) return [];
  const shown = examples(
    other.map(({ id, used, fps }) => `"${id}" ${Number(fps.toPrecision(6))}, used ${used}`),
  );
  return [
    `${other.length.toLocaleString("en-US")} of ${
      count(stated.length, "frame rate")
    } in the annotations not that of the recipe: ${shown}; where the features were computed at the annotated rates, ` +
    "write fps: { from: annotations } for each source",
  ];
}
