/** Training sampler `all`: whole videos. */
import { z } from "zod";
import { trainSampler } from "./train_sampler.ts";

/** Every snippet, whatever T is. */
export const all = trainSampler({
  kind: "all",
  summary:
    "Every snippet, whatever T is. Videos have many lengths, so that training.batch is 1; training.accumulate lets a step " +
    "see several",
  whole: true,
  options: () => z.strictObject({}),
});
