/** Lengths of untrimmed videos: few long ones among many short ones. */

/**
 * Lengths in snippets whose median and mean are those of the 200 training videos of THUMOS14 at 25 / 16 snippets a
 * second (234.5 and 317; from 13 to 1835): the log-logistic distribution of median 234.5 and shape 2.405, its quantiles
 * at (i + 1/2) / count, rounded down, in ascending order. For 200 videos: median 234, mean 313, from 19 to 2828; of
 * 750 rows that are sampled from each, 38.0 % are distinct (THUMOS14: 37.9 %).
 */
export function typicalLengths(count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = (i + 0.5) / count;
    return Math.max(1, Math.floor(MEDIAN * (part / (1 - part)) ** (1 / SHAPE)));
  });
}

const MEDIAN = 234.5;
/** Its mean is MEDIAN (pi / SHAPE) / sin(pi / SHAPE) = 317. */
const SHAPE = 2.405;
