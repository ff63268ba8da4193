/** Section `evaluation`: the protocol that turns segments into mAP. */
import { z } from "zod";
import type { Protocol } from "../kinds/protocols/protocol.ts";
import type { Fields } from "../options/fields.ts";

/** The schema of section `evaluation`. */
export function evaluation({ range, kind }: Fields) {
  return z.strictObject({
    protocol: kind<Protocol>("protocols", "The evaluation protocol").refine(
      ({ thresholds, averages, headline }) =>
        Array.isArray(thresholds) && Array.isArray(averages) && typeof headline === "string",
      {
        message: "needs thresholds, averages and a headline",
        params: { hint: "let the extension make its options by protocolOptions()" },
      },
    ).prefault("thumos14_seconds"),
    subset: z.string().default("test").describe("Subset name in the annotation file that is evaluated"),
    videos: z.enum(["listed"]).optional().describe(
      "listed: the videos of the test list are scored, whatever subset they are of, such as training videos that are held out; " +
        "otherwise all of the subset",
    ),
    ambiguous: z.string().optional().describe(
      "File in data.root with the ambiguous intervals, for protocols that leave these out: one a line, `video start end` in seconds",
    ),
    tiou: range("tIoU thresholds instead of the protocol's; the average is over all of them", {
      above: 0,
      max: 1,
    }).optional(),
  });
}

/** A checked `evaluation` section. */
export interface EvaluationSection {
  /** The evaluation protocol. */
  readonly protocol: Protocol;
  /** Subset in the annotation file that is evaluated. */
  readonly subset: string;
  /** Scores the videos of the test list, not those of the subset. */
  readonly videos?: "listed" | undefined;
  /** File in data.root with ambiguous intervals. */
  readonly ambiguous?: string | undefined;
  /** tIoU thresholds instead of the protocol's. */
  readonly tiou?: readonly number[] | undefined;
}
