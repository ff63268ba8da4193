/** Compares computed with expected values and remembers the largest error per quantity. */

/** The outcome for one quantity of a file. */
export interface Quantity {
  readonly name: string;
  /** Largest absolute error; infinite where lengths or non-finite values differ, or a list that must be exact does. */
  readonly error: number;
  readonly tolerance: number;
  readonly passed: boolean;
}

/** Collects comparisons. */
export interface Comparison {
  /** Compares numbers with an absolute tolerance. */
  numbers(name: string, actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void;
  /** Compares lists that must be equal. */
  exact(name: string, actual: ArrayLike<number | string>, expected: ArrayLike<number | string>): void;
  /** Says that a file states something which is not compared. */
  leave(name: string): void;
  /** The worst outcome of every quantity, in order of first mention. */
  quantities(): Quantity[];
  /** What is not compared. */
  left(): string[];
}

/** Starts a comparison. */
export function startComparison(): Comparison {
  const worst = new Map<string, Quantity>();
  const left = new Set<string>();
  function record(name: string, error: number, tolerance: number): void {
    const before = worst.get(name);
    const passed = error <= tolerance;
    const severity = (q: Quantity) => q.tolerance === 0 ? (q.passed ? 0 : Infinity) : q.error / q.tolerance;
    const next = { name, error, tolerance, passed };
    if (!before || severity(next) > severity(before)) worst.set(name, next);
  }
  return {
    numbers: (name, actual, expected, tolerance) => record(name, largestError(actual, expected), tolerance),
    exact(name, actual, expected) {
      const same = actual.length === expected.length &&
        Array.from(actual).every((value, i) => value === expected[i]);
      record(name, same ? 0 : Infinity, 0);
    },
    leave: (name) => left.add(name),
    quantities: () => [...worst.values()],
    left: () => [...left],
  };
}

function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!];
    if (Object.is(a, e)) continue;
    const error = Math.abs(a - e);
    if (!(error <= largest)) largest = Number.isFinite(error) ? error : Infinity;
  }
  return largest;
}

/** The largest finite absolute value. */
export function magnitude(values: ArrayLike<number>): number {
  return Array.from(values).filter(Number.isFinite).reduce(
    (most, value) => Math.max(most, Math.abs(value)),
    0,
  );
}

/** The tolerance of a quantity: 8 times the file's own rounding, plus 1e-6 of the largest expected magnitude. */
export function tolerance(rounding: number, expected: ArrayLike<number>): number {
  return 8 * rounding + 1e-6 * magnitude(expected);
}
