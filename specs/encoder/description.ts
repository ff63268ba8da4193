/** What the description of an encoder says, `recipes/encoders/*.yaml`: how a film becomes rows of features. */
import { z } from "zod";
import { type ChosenKind, type Fields, names } from "../options/fields.ts";

/** The schema of a description. */
export function encoderDescription({ number, kind }: Fields) {
  return z.strictObject({
    version: z.literal(1).describe("Version of the language of descriptions"),
    description: z.string().default("").describe("What the features are, in a sentence"),
    licence: z.string().default("").describe("The licence of the model's weights, and who published them"),
    hash: z.string().regex(/^[0-9a-f]{64}$/, "must be the 64 hexadecimal digits of SHA-256").optional()
      .describe(
        "SHA-256 of the model, of a model.json followed by its weights; another model is refused",
      ),
    source: names.describe("The name of the source: features/<source>/<video>.npy"),
    fps: number("Frames per second that a film is resampled to", { above: 0 }).default(25),
    stride: number("Frames from one snippet to the next", { min: 1, integer: true }).default(16),
    window: number("Frames that a snippet is computed on; by default stride, snippets without overlap", {
      min: 1,
      integer: true,
    }).optional(),
    encoder: kind("encoders", "What computes a row of features from the frames of a snippet"),
  });
}

/** A checked description. */
export interface EncoderDescription {
  readonly version: 1;
  readonly description: string;
  readonly licence: string;
  /** SHA-256 of the model that is meant, hexadecimal. */
  readonly hash?: string | undefined;
  /** The name of the source. */
  readonly source: string;
  /** Frames per second that a film is resampled to. */
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** Frames that a snippet is computed on; as many as `stride` where absent. */
  readonly window?: number | undefined;
  readonly encoder: ChosenKind;
}
