/** Section `inference`: from maps over snippets to scored segments. */
import { z } from "zod";
import type { Fields } from "./fields.ts";

/** The schema of section `inference`. */
export function inference({ number, range }: Fields) {
  const group = z.strictObject({
    group_on: z.string().describe(
      "Signal whose runs above a threshold become segments: [B, T, C], or [B, T] for every class",
    ),
    score_on: z.string().describe(
      'Signal [B, T, C] that scores a segment, or "thresholded": group_on with values below the threshold set to 0',
    ),
    thresholds: range("Thresholds on the normalized, upsampled map"),
  });
  return z.strictObject({
    classes: z.strictObject({
      from: z.string().describe("Signal [B, C] of video scores"),
      threshold: number("A class is predicted when its video score is at least this"),
      fallback: z.enum(["best", "none"]).default("best").describe(
        "What is predicted when no class reaches the threshold",
      ),
    }).describe("Which classes a video shows"),
    proposals: z.record(z.string(), group).describe(
      "Groups of segments, pooled in this order before suppression",
    ),
    normalize: z.enum(["minmax", "none"]).default("minmax").describe(
      "Scaling of each map over time to [0, 1]",
    ),
    upsample: number("Samples per snippet, by linear interpolation", { integer: true, min: 1 }).default(24),
    tail: z.enum(["extrapolate", "hold"]).default("extrapolate")
      .describe("The samples after the last snippet: along the last slope, or constant"),
    score: z.discriminatedUnion("kind", [z.strictObject({
      kind: z.literal("outer_inner_contrast").describe(
        "Mean inside the segment minus mean of its margins, plus a part of the video score",
      ),
      margin: number("Width of each margin as a part of the segment's length", { min: 0 }).default(0.25),
      video_weight: number("Weight of the class's video score", { min: 0 }).default(0),
    })]).describe("How a segment is scored"),
    suppress: z.discriminatedUnion("kind", [z.strictObject({
      kind: z.literal("nms").describe("Greedy suppression per class"),
      overlap: number("A segment is dropped when its overlap with a better one is at least this", {
        above: 0,
        max: 1,
      }),
      length: z.enum(["plus_one", "exact"]).default("exact")
        .describe("Length of a segment in the overlap: end - start + 1 (seconds), or end - start"),
    })]).describe("How overlapping segments of a class are thinned out"),
  });
}

/** A checked `inference` section. */
export type InferenceSection = z.output<ReturnType<typeof inference>>;
