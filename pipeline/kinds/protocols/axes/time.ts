/** The unit in which segments are compared. */
import type { Protocol } from "../../../../specs/kinds/protocols/protocol.ts";

/** From a time in seconds to the unit of a protocol; undefined where these are the same. */
export type Clock = ((seconds: number) => number) | undefined;

/** The clock of an axis: on a grid, `seconds * fps / stride` rounded half to even. */
export function clockOf(time: Protocol["time"]): Clock {
  return time === "seconds" ? undefined : (seconds) => halfToEven((seconds * time.fps) / time.stride);
}

/** The nearest whole number; of two the even one. */
export function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const over = value - floor;
  return over < 0.5 || (over === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}
