/** Cases of the contract of encoders. */
import type { Encoder } from "../../../../pipeline/kinds/encoders/encoder.ts";
import type { EngineName } from "../../../../pipeline/engines/engine.ts";

/** An encoder with what it should give. */
export interface EncoderCase {
  /** Its options. */
  readonly chosen: Readonly<Record<string, unknown>>;
  /** Where its files lie. */
  readonly folder: string;
  /** Engines on which it is tried; all of them by default. */
  readonly engines?: readonly EngineName[];
  /** The rows of snippets whose frames are `frameOf(width, height, first + i)`, for first 0 and maybe 100. */
  expected(encoder: Pick<Encoder, "form" | "frames">): Promise<readonly ArrayLike<number>[]>;
}

/** A drawn frame, RGB: bright bars on a gradient, which move with its number. */
export function frameOf(width: number, height: number, number: number): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const [y, x, channel] = [Math.floor(i / (3 * width)), Math.floor(i / 3) % width, i % 3];
    const isBar = (x + 3 * number) % 48 < 12 && y > height / 4 && y < height * 3 / 4;
    return isBar ? 230 - 60 * channel : (2 * x + 3 * y + 40 * channel + 5 * number) % 200;
  });
}
