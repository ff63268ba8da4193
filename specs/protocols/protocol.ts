/** What an evaluation protocol may say. Only what the interpreter implements can be written. */
import { z } from "zod";

const threshold = z.number().gt(0).lte(1);

/** The schema of an evaluation protocol for detection. */
export const PROTOCOL = z.strictObject({
  kind: z.literal("detection_protocol"),
  version: z.literal(1),
  name: z.string().describe("Name in recipes, on the command line and in results"),
  description: z.string().describe("What it measures and who uses it"),
  time: z.literal("seconds").describe("Unit in which segments are compared: the annotation file's own"),
  ambiguous: z.literal("absent").describe("Ambiguous intervals: none are in the annotation file"),
  match: z.strictObject({
    rule: z.literal("anet_greedy").describe("Best instance that is not taken, best detection first"),
    prediction_ties: z.literal("later_first").describe("Of equal scores, the later entry of the file"),
    instance_ties: z.literal("later_first").describe("Of equal tIoU, the later instance of the video"),
    iou: z.literal("continuous").describe("tIoU of real intervals"),
  }).describe("How detections are matched to instances"),
  ap: z.literal("interpolated").describe("Precision made monotone, summed over the steps of recall"),
  outside: z.literal("false_positive").describe("Detections in videos without ground truth"),
  empty_class: z.literal("zero").describe("Average precision of a class without detections"),
  thresholds: z.array(threshold).min(1).describe("tIoU thresholds, increasing"),
  averages: z.record(z.string(), z.array(threshold).min(1)).describe(
    "Named means of mAP, each over some thresholds",
  ),
  headline: z.string().describe("The average that stands for the whole"),
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

/** An evaluation protocol. */
export type Protocol = z.output<typeof PROTOCOL>;
