/** Test sampler `stretch`: T snippets of every video. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** T evenly spread snippets; short videos are stretched by repetition. */
export const stretch = kind({
  kind: "stretch",
  summary: "T evenly spread snippets of every video; one of fewer than T repeats some",
  options: () => z.strictObject({}),
});
