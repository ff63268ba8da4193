/** What an evaluation protocol may say. Only what the interpreter implements can be written. */
import { z } from "zod";

const threshold = z.number().gt(0).lte(1);

/** An evaluation protocol for detection: how scored segments are turned into mAP. */
export interface Protocol {
  /** What this is. */
  readonly kind: "detection_protocol";
  /** Version of this format. */
  readonly version: 1;
  /** Name in recipes, on the command line and in results. */
  readonly name: string;
  /** What it measures and who uses it. */
  readonly description: string;
  /** Unit in which segments are compared: the annotation file's own. */
  readonly time: "seconds";
  /** Ambiguous intervals: none are in the annotation file. */
  readonly ambiguous: "absent";
  /** How detections are matched to instances. */
  readonly match: Matching;
  /** Average precision: precision made monotone, summed over the steps of recall. */
  readonly ap: "interpolated";
  /** What detections in videos without ground truth are. */
  readonly outside: "false_positive";
  /** Average precision of a class without detections. */
  readonly empty_class: "zero";
  /** tIoU thresholds in (0, 1], increasing. */
  readonly thresholds: readonly number[];
  /** Named means of mAP, each over some of the thresholds. */
  readonly averages: Readonly<Record<string, readonly number[]>>;
  /** Name of the average that stands for the whole. */
  readonly headline: string;
}

/** How detections are matched to instances. */
export interface Matching {
  /** The best instance that is not taken, best detection first. */
  readonly rule: "anet_greedy";
  /** Of equal scores, the later entry of the file is first. */
  readonly prediction_ties: "later_first";
  /** Of equal tIoU, the later instance of the video is first. */
  readonly instance_ties: "later_first";
  /** tIoU of real intervals. */
  readonly iou: "continuous";
}

/** The schema of an evaluation protocol. */
export const PROTOCOL: z.ZodType<Protocol> = z.strictObject({
  kind: z.literal("detection_protocol"),
  version: z.literal(1),
  name: z.string(),
  description: z.string(),
  time: z.literal("seconds"),
  ambiguous: z.literal("absent"),
  match: z.strictObject({
    rule: z.literal("anet_greedy"),
    prediction_ties: z.literal("later_first"),
    instance_ties: z.literal("later_first"),
    iou: z.literal("continuous"),
  }),
  ap: z.literal("interpolated"),
  outside: z.literal("false_positive"),
  empty_class: z.literal("zero"),
  thresholds: z.array(threshold).min(1),
  averages: z.record(z.string(), z.array(threshold).min(1)),
  headline: z.string(),
}).refine(({ thresholds }) => thresholds.every((t, i) => i === 0 || t > thresholds[i - 1]!), {
  path: ["thresholds"],
  message: "must increase",
}).refine(({ thresholds, averages }) => Object.values(averages).flat().every((t) => thresholds.includes(t)), {
  path: ["averages"],
  message: "must be over thresholds of the protocol",
}).refine(({ averages, headline }) => Object.hasOwn(averages, headline), {
  path: ["headline"],
  message: "must be one of the averages",
});
