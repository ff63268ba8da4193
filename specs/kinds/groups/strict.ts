/** The option that groups with thresholds share. */
import { z } from "zod";

/** Whether a sample that is exactly at a threshold belongs to an interval. */
export const STRICT = z.boolean().default(false)
  .describe("A sample must be above a threshold, and not only at least as high");
