/** What predictions in videos without ground truth are. */
import { userError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";
import type { Detection } from "../../../annotations/detection.ts";

/** The predictions that count, by whether a video has ground truth. */
export type Outside = (
  detections: readonly Detection[],
  isInside: (video: string) => boolean,
) => readonly Detection[];

/** By the word of the axis. */
export const OUTSIDES: Readonly<Record<Protocol["outside"], Outside>> = {
  false_positive: (detections) => detections,
  ignore: (detections, isInside) => detections.filter(({ video }) => isInside(video)),
  error(detections, isInside) {
    const outside = new Set(detections.map(({ video }) => video).filter((video) => !isInside(video)));
    const [first] = outside;
    if (first === undefined) return detections;
    throw userError(
      `Predictions in ${outside.size} ${
        outside.size === 1 ? "video" : "videos"
      } without ground truth, such as "${first}": the protocol says outside: error`,
      "take them out of the predictions, or write outside: ignore or outside: false_positive",
    );
  },
};
