/** Fixture kind `sampling`: the positions of training and testing. */
import { testPositions, trainPositions } from "../data/batches/sampling.ts";
import type { Comparison } from "./comparison.ts";
import { type FixtureObject, listAt, numbersAt } from "./fixture.ts";

/** The largest draw below 1. */
const HIGHEST = 1 - 2 ** -53;

/** Compares every case of a file: positions at the lower and upper end of their ranges, and at given draws. */
export function compareSampling(file: FixtureObject, comparison: Comparison): void {
  for (const each of listAt(file, "cases")) {
    const [length, count] = [Number(each["length"]), Number(each["segments"])];
    const draws = numbersAt(each, "u");
    const train = (draw: (position: number) => number) =>
      trainPositions("random_perturb", length, count, draw);
    comparison.exact("train_u0", train(() => 0), numbersAt(each, "train_u0"));
    comparison.exact("train_u1", train(() => HIGHEST), numbersAt(each, "train_u1"));
    comparison.exact("train_u", train((position) => draws[position]!), numbersAt(each, "train_u"));
    comparison.exact("test", testPositions("uniform", length, count), numbersAt(each, "test"));
  }
}
