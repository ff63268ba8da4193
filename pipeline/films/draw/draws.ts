/** Numbers that are drawn one after the other. */
import { uniforms } from "../../random/draw.ts";
import { streamKey } from "../../random/stream.ts";

/** A stream of draws for one thing of one film. */
export interface Draws {
  /** In [0, 1). */
  part(): number;
  /** In [min, max). */
  number(min: number, max: number): number;
  /** One of several. */
  of<T>(all: readonly T[]): T;
}

/** The draws of `name` for film number `index`: the same for the same seed, whatever else is drawn. */
export function filmDraws(seed: number, name: string, index: number): Draws {
  const values = uniforms(MOST, streamKey(seed, `films.${name}`), index);
  let drawn = 0;
  const part = () => values[drawn++ % MOST]!;
  return {
    part,
    number: (min, max) => min + (max - min) * part(),
    of: (all) => all[Math.floor(part() * all.length)]!,
  };
}

/** More than anything needs. */
const MOST = 256;
