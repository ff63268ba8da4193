/** Fixture kind `sampling`: the positions of training and testing. */
import { testPositions, trainPositions } from "../data/sampling.ts";
import type { Comparison } from "./comparison.ts";
import { type FixtureObject, listAt } from "./fixture.ts";

/** The largest draw below 1. */
const HIGHEST = 1 - 2 ** -53;

/** Compares every case of a file: positions at the lower and upper end of their ranges, and at given draws. */
export function compareSampling(file: FixtureObject, comparison: Comparison): void {
  for (const each of listAt(file, "cases")) {
    const [length, count] = [Number(each["length"]), Number(each["segments"])];
    const draws = each["u"] as number[];
    const train = (draw: (position: number) => number) =>
      trainPositions("random_perturb", length, count, draw);
    comparison.exact("train_u0", train(() => 0), each["train_u0"] as number[]);
    comparison.exact("train_u1", train(() => HIGHEST), each["train_u1"] as number[]);
    comparison.exact("train_u", train((position) => draws[position]!), each["train_u"] as number[]);
    comparison.exact("test", testPositions("uniform", length, count), each["test"] as number[]);
  }
}
