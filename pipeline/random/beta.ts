/** The Beta distribution: its quantiles, by which uniform random bits become draws. */

/** Draws are one of so many quantiles, all equally likely. */
export const QUANTILES = 2 ** 16;

/** What float32 cannot tell from 0. */
const LEAST = 1e-46;

const tables = new Map<string, Float32Array>();

/** The quantiles of (i + 1/2) / QUANTILES for i = 0, 1 ..., float32. */
export function betaQuantiles(a: number, b: number): Float32Array {
  const key = `${a} ${b}`;
  const known = tables.get(key);
  if (known) return known;
  const table = new Float32Array(QUANTILES);
  const distribution = betaDistribution(a, b);
  let x = 0;
  for (let i = 0; i < QUANTILES; i++) table[i] = x = distribution.quantile((i + 0.5) / QUANTILES, x);
  tables.set(key, table);
  return table;
}

/** The Beta distribution of two parameters above 0. */
export function betaDistribution(a: number, b: number) {
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const density = (x: number) => Math.exp(scale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));

  /** The probability of at most x: the regularized incomplete beta function (DLMF 8.17.22). */
  function cumulative(x: number): number {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
      ? front / a * continuedFraction(x, a, b)
      : 1 - front / b * continuedFraction(1 - x, b, a);
  }

  /** The x with a cumulative probability of p, at least `low`: Newton's steps, halved into where it must be. */
  function quantile(p: number, low = 0): number {
    let [begin, end] = [low, 1];
    let x = begin > 0 ? begin : a / (a + b);
    for (let step = 0; step < 200; step++) {
      const error = cumulative(x) - p;
      if (error > 0) end = x;
      else begin = x;
      const next = x - error / density(x);
      const moved = next > begin && next < end ? next : (begin + end) / 2;
      if (Math.abs(moved - x) <= 1e-12 * x || moved < LEAST) return moved;
      x = moved;
    }
    return x;
  }

  return { cumulative, quantile };
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function continuedFraction(x: number, a: number, b: number): number {
  const least = 1e-300;
  const bounded = (value: number) => Math.abs(value) < least ? least : value;
  let c = 1;
  let d = 1 / bounded(1 - (a + b) * x / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const numerator of [even, odd]) {
      d = 1 / bounded(1 + numerator * d);
      c = bounded(1 + numerator / c);
      fraction *= factor = c * d;
    }
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return fraction;
}

/** The logarithm of the gamma function for x > 0, by the series of Lanczos (g = 7, nine terms). */
function logGamma(x: number): number {
  const [first, ...terms] = LANCZOS as [number, ...number[]];
  const sum = terms.reduce((sum, term, i) => sum + term / (x + i), first);
  const base = x + 6.5;
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

const LANCZOS = [
  0.99999999999980993,
  676.5203681218851,
  -1259.1392167224028,
  771.32342877765313,
  -176.61502916214059,
  12.507343278686905,
  -0.13857109526572012,
  9.9843695780195716e-6,
  1.5056327351493116e-7,
];
