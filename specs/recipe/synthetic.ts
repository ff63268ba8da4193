/** Section `data`, kind `synthetic`: a generated data set of untrimmed "videos" with boundaries known exactly. */
import { z } from "zod";
import type { Fields } from "./fields.ts";

/** The schema of a generated data set. */
export function synthetic({ number }: Fields) {
  return z.strictObject({
    kind: z.literal("synthetic").describe(
      "Generated videos: class-dependent features, hard boundaries, background that resembles action",
    ),
    seed: number("Seed of the generator", { integer: true, min: 0 }).default(0),
    classes: z.array(z.string()).min(2).describe("Class names in code-point order"),
    videos: z.strictObject({
      train: number("Training videos", { integer: true, min: 1 }),
      test: number("Test videos", { integer: true, min: 1 }),
    }),
  });
}
