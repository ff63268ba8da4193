/** Section `evaluation`: the protocol that turns segments into mAP. */
import { z } from "zod";
import type { Fields } from "../options/fields.ts";

/** The schema of section `evaluation`. */
export function evaluation({ range }: Fields) {
  return z.strictObject({
    protocol: z.string().default("thumos14_seconds").describe("Name of an evaluation protocol"),
    subset: z.string().default("test").describe("Subset name in the annotation file that is evaluated"),
    tiou: range("tIoU thresholds instead of the protocol's; the average is over all of them", {
      above: 0,
      max: 1,
    }).optional(),
  });
}

/** A checked `evaluation` section. */
export interface EvaluationSection {
  /** Name of an evaluation protocol. */
  readonly protocol: string;
  /** Subset in the annotation file that is evaluated. */
  readonly subset: string;
  /** tIoU thresholds instead of the protocol's. */
  readonly tiou?: readonly number[] | undefined;
}
