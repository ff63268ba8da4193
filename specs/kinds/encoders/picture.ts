/** How frames become the numbers that a network was trained on: options that encoders with such a network share. */
import { z } from "zod";
import type { Fields } from "../../options/fields.ts";

/** Axes of an input: N one, C channels, F frames, H rows of pixels, W pixels of a row. */
export const INPUT_LAYOUTS = ["NCHW", "NHWC", "NCFHW", "NFCHW", "NFHWC"] as const;

/** The shape of the options, without those of a kind's own. */
export function pictureOptions({ number }: Pick<Fields, "number">) {
  return {
    file: z.string().describe("The model, relative to the description"),
    layout: z.enum(INPUT_LAYOUTS).describe(
      "Axes of the input: C channels, F frames, H rows, W columns; without F it takes pictures, and the rows of a snippet's frames are averaged",
    ),
    height: number("How many rows of pixels a frame has", { min: 1, integer: true }),
    width: number("How many columns of pixels a frame has", { min: 1, integer: true }),
    fit: z.enum(["crop", "pad", "stretch"]).default("crop").describe(
      "What becomes of a film of another aspect ratio: its middle, bars around it, or distorted",
    ),
    short_side: number(
      "How many pixels the shorter side has before the middle is cut out; by default the frame is filled",
      {
        min: 1,
        integer: true,
      },
    ).optional(),
    channels: z.enum(["rgb", "bgr"]).default("rgb").describe("Order of the channels"),
    divisor: number("What bytes, 0 to 255, are divided by before mean and deviation", { above: 0 }).default(
      255,
    ),
    mean: z.array(z.number()).length(3).default([0, 0, 0]).describe(
      "What is subtracted from each channel, in the order of channels",
    ),
    deviation: z.array(z.number().positive()).length(3).default([1, 1, 1]).describe(
      "What each channel is divided by after that, in the order of channels",
    ),
    frames: number("How many frames of a snippet are looked at, spread over its window", {
      min: 1,
      integer: true,
    }),
    input: z.string().optional().describe("Name of the input; by default the only one"),
    output: z.string().optional().describe("Name of the output; by default the first"),
    axis: z.int().default(-1).describe(
      "Axis of the output with the features, the first being 0 and negative ones counted from the end; the others are pooled",
    ),
    pool: z.enum(["mean", "max", "first"]).default("mean").describe(
      "What is made of the other axes: their mean, their largest value, or their first entry, such as the class token",
    ),
  };
}
