/** Which seeds a sweep has. */

/** What a seed may be. */
const LARGEST = 2147483647;
/** Seeds of one sweep. */
const MOST = 1000;

/** What is wanted of a text of seeds. */
export const SEEDS_HINT = "write 0:4, both ends included, or 0,3,7";

/**
 * Seeds as `0:4`, which is 0, 1, 2, 3 and 4, or as `0,3,7`, or both: `0:2,7`.
 *
 * @throws {RangeError} What is wrong with the text.
 */
export function seedsOf(text: string): number[] {
  const seeds = text.split(",").flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)(?::(\d+))?\s*$/.exec(part) ?? [];
    if (first === undefined) throw new RangeError(`must be whole numbers or ranges of them: found "${text}"`);
    const [from, to] = [Number(first), Number(last)];
    if (to > LARGEST) throw new RangeError(`must be whole numbers up to ${LARGEST}: found ${to}`);
    if (to < from) throw new RangeError(`must count up: found "${part.trim()}"`);
    if (to - from >= MOST) throw new RangeError(`must be at most ${MOST}: found ${to - from + 1}`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) !== i);
  if (twice !== undefined) throw new RangeError(`must differ: ${twice} is there twice`);
  if (seeds.length > MOST) throw new RangeError(`must be at most ${MOST}: found ${seeds.length}`);
  return seeds;
}
