/** What is drawn for every value of generated features. */
import { eachUniform } from "../../random/draw.ts";
import type { StreamKey } from "../../random/stream.ts";

/** `count` numbers of the standard normal distribution (Box and Muller). */
export function normals(count: number, key: StreamKey, step: number): Float64Array {
  const values = new Float64Array(count);
  let radius = 0;
  eachUniform(2 * Math.ceil(count / 2), key, step, (random, i) => {
    if (i % 2 === 0) {
      radius = Math.sqrt(-2 * Math.log(1 - random));
    } else {
      const angle = 2 * Math.PI * random;
      values[i - 1] = radius * Math.cos(angle);
      if (i < count) values[i] = radius * Math.sin(angle);
    }
  });
  return values;
}

/** A number in [-1, 1) from a counter: the finalizer of MurmurHash3 (Appleby, public domain). */
export function mixed(counter: number, key: number): number {
  let h = Math.imul(counter ^ key, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) / 2 ** 31;
}
