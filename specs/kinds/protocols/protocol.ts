/** What an evaluation protocol says: the axes that every one of them has. */
import { z } from "zod";
import type { ChosenKind, Fields } from "../../options/fields.ts";
import type { KindSpec } from "../kind.ts";
import type { DiagnosisDefaults } from "./diagnosis.ts";
import { thresholdsOf, thresholdText } from "./thresholds.ts";

/** An evaluation protocol for detection: how scored segments are turned into mAP. */
export interface Protocol extends ChosenKind {
  /** Its name in recipes, on the command line and in results. */
  readonly kind: string;
  /** Unit in which segments are compared: that of the files, or whole snippets. */
  readonly time: "seconds" | Grid;
  /** Number of videos that results are published over; any number where it is absent. */
  readonly videos?: number | undefined;
  /** What ambiguous intervals do: nothing, or which predictions they take out. */
  readonly ambiguous: "absent" | "drop" | "neutral";
  /** How predictions find their instances. */
  readonly match: "anet_greedy" | "best_free" | "best_only" | "first_fit" | "toolkit";
  /** How overlap is measured. */
  readonly iou: "continuous" | "integer_sets";
  /** How average precision is summed. */
  readonly ap: "interpolated" | "raw";
  /** What predictions in videos without ground truth are. */
  readonly outside: "false_positive" | "ignore" | "error";
  /** How many predictions of a video count, the best ones; all where it is absent. */
  readonly max_per_video?: number | undefined;
  /** tIoU thresholds in (0, 1], increasing. */
  readonly thresholds: readonly number[];
  /** Means of mAP, each by its first and last threshold, such as "0.3:0.7", or by the only one. */
  readonly averages: readonly string[];
  /** The average that stands for the whole. */
  readonly headline: string;
}

/** A protocol as the language knows it: its axes, and how the errors of its predictions are diagnosed. */
export interface ProtocolSpec<S extends z.ZodObject = z.ZodObject> extends KindSpec<S> {
  /** At which tIoU, and by which bins; at 0.5 and by the bins of THUMOS14 where it is absent. */
  readonly diagnosis?: DiagnosisDefaults | undefined;
}

/** Declares a protocol: only helps the compiler to infer the type of its options. */
export function protocol<S extends z.ZodObject>(spec: ProtocolSpec<S>): ProtocolSpec<S> {
  return spec;
}

/** Times as whole snippets: seconds * fps / stride, half to even. */
export interface Grid {
  /** Frames per second. */
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
}

/** What a preset states of a protocol as a recipe would: everything that is not as in the ActivityNet toolkit. */
export interface ProtocolValues
  extends Partial<Pick<Protocol, "videos" | "ambiguous" | "match" | "iou" | "ap" | "outside">> {
  /** Unit in which segments are compared. */
  readonly time?: "seconds" | "grid";
  /** A range of tIoU thresholds. */
  readonly thresholds: string | readonly number[];
  /** Means of mAP, by their first and last threshold. */
  readonly averages: readonly string[];
  /** One of these averages. */
  readonly headline: string;
}

/**
 * The options of a protocol: every axis, by default as a preset states it.
 *
 * @example A protocol of one's own
 * ```ts
 * import { kind, protocolOptions } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const strict = kind({
 *   kind: "strict",
 *   summary: "One threshold, and precision as it is",
 *   options: protocolOptions({ ap: "raw", thresholds: "linspace(0.9, 0.9, 1)", averages: ["0.9"], headline: "0.9" }),
 * });
 * assert.equal(strict.kind, "strict");
 * ```
 */
export function protocolOptions(values: ProtocolValues): (fields: Fields) => z.ZodObject {
  const { time = "seconds", ambiguous = "absent", match = "anet_greedy", iou = "continuous" } = values;
  const { ap = "interpolated", outside = "false_positive", videos } = values;
  return ({ number, range }) => {
    const count = number(
      "Number of videos that results are published over; a warning where there are others",
      {
        min: 1,
        integer: true,
      },
    );
    return z.strictObject({
      time: timeOf(number).prefault(time).describe(
        "Unit in which segments are compared: that of the files, or whole snippets, seconds * fps / stride rounded half to even; `grid` is that of 25 fps and stride 16",
      ),
      videos: videos === undefined ? count.optional() : count.prefault(videos),
      ambiguous: z.enum(["absent", "drop", "neutral"]).default(ambiguous).describe(
        "Ambiguous intervals: none; predictions that overlap one are dropped before matching; those of them that match nothing do not count",
      ),
      match: z.enum(["anet_greedy", "best_free", "best_only", "first_fit", "toolkit"]).default(match)
        .describe(
          "What a prediction takes, best score first: the free instance of highest tIoU, of equals the later (`anet_greedy`) or the earlier (`best_free`); the instance of highest tIoU, of equals the later, unless it is taken (`best_only`); the first free one (`first_fit`). `toolkit`: every instance in turn takes the free prediction of highest tIoU, which must exceed the threshold",
        ),
      iou: z.enum(["continuous", "integer_sets"]).default(iou).describe(
        "Overlap as tIoU of real intervals, or of the sets of whole numbers in them, ends left out",
      ),
      ap: z.enum(["interpolated", "raw"]).default(ap).describe(
        "Average precision: precision made monotone, or as it is at each true positive",
      ),
      outside: z.enum(["false_positive", "ignore", "error"]).default(outside).describe(
        "What predictions in videos without ground truth are",
      ),
      max_per_video: number("How many predictions of a video count, the best ones", { min: 1, integer: true })
        .optional(),
      thresholds: range("Thresholds of tIoU, increasing", { above: 0, max: 1 }).prefault(
        listOf(values.thresholds),
      ),
      averages: z.array(z.string()).min(1).default([...values.averages]).describe(
        'Means of mAP, each by its first and last threshold, such as "0.3:0.7", or by the only one',
      ),
      headline: z.string().default(values.headline).describe("The average that stands for the whole"),
    }).superRefine(checkAverages);
  };
}

/** A range as it may be written; a list that is not shared. */
function listOf(range: string | readonly number[]): string | number[] {
  return typeof range === "string" ? range : [...range];
}

function timeOf(number: Fields["number"]) {
  const grid = z.strictObject({
    fps: number("Frames per second of a grid", { above: 0 }).prefault(25),
    stride: number("Frames from one snippet of a grid to the next", { above: 0 }).prefault(16),
  });
  return z.union([z.enum(["seconds", "grid"]), grid]).transform((time) =>
    time === "grid" ? { fps: 25, stride: 16 } : time
  );
}

function checkAverages(
  { thresholds, averages, headline }: Pick<Protocol, "thresholds" | "averages" | "headline">,
  { addIssue }: z.core.$RefinementCtx,
): void {
  const refuse = (path: (string | number)[], message: string, hint: string) =>
    addIssue({ code: "custom", path, message, params: { hint } });
  if (!thresholds.every((t, i) => i === 0 || t > thresholds[i - 1]!)) {
    return refuse(["thresholds"], "must increase", "write them from the lowest to the highest, each once");
  }
  averages.forEach((name, i) => {
    if (thresholdsOf(name, thresholds)) return;
    const known = thresholds.map(thresholdText).join(", ");
    refuse(
      ["averages", i],
      `must be "first:last", two of the thresholds: found "${name}"`,
      `thresholds: ${known}`,
    );
  });
  if (!averages.includes(headline)) {
    refuse(
      ["headline"],
      `must be one of the averages: found "${headline}"`,
      `one of: ${averages.join(", ")}`,
    );
  }
}
