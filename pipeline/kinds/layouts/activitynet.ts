/** How layout `activitynet` is read. */
import { activitynet as spec } from "../../../specs/kinds/layouts/activitynet.ts";
import { kindRun } from "../kind.ts";
import { type AnnotationLayout, isMap } from "./layout.ts";

/** A database of videos. */
export const activitynet = kindRun(spec, (): AnnotationLayout => ({
  content: "json",
  videosAt: (document) => isMap(document) && isMap(document["database"]) ? ["database"] : undefined,
  duration: "duration",
  needsSubset: true,
}));
