/** Encoder `pose`: joints of people. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** What a MoveNet network finds, joint by joint. */
export const pose = kind({
  kind: "pose",
  summary:
    "Joints of the most visible people by MoveNet: where they are on the body, how fast they move, how sure that is",
  options: ({ number }) =>
    z.strictObject({
      file: z.string().optional().describe(
        "A MoveNet of TensorFlow.js, its .json file, relative to the description; by default lightning, which walt brings",
      ),
      people: number(
        "How many people a row has, the most visible first; more than one takes a multipose model",
        {
          min: 1,
          max: 6,
          integer: true,
        },
      ).default(1),
      frames: number(
        "How many frames of a snippet are looked at, spread over its window; speeds are between the first and the last",
        {
          min: 2,
          integer: true,
        },
      ).default(2),
      confidence: number("A joint of lower confidence is 0, and so is its speed", { min: 0, max: 1 }).default(
        0.2,
      ),
    }),
});
