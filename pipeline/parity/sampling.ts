/** Fixture kind `sampling`: the positions of training and testing. */
import { uniform } from "../kinds/test_samplers/uniform.ts";
import { random_perturb } from "../kinds/train_samplers/random_perturb.ts";
import type { Comparison } from "./comparison.ts";
import { type FixtureObject, listAt, numbersAt } from "./fixture.ts";

/** The largest draw below 1. */
const HIGHEST = 1 - 2 ** -53;

/** Compares every case of a file: positions at the lower and upper end of their ranges, and at given draws. */
export function compareSampling(file: FixtureObject, comparison: Comparison): void {
  const sample = random_perturb.create({ kind: random_perturb.kind });
  const thin = uniform.create({ kind: uniform.kind });
  for (const each of listAt(file, "cases")) {
    const [length, count] = [Number(each["length"]), Number(each["segments"])];
    const draws = numbersAt(each, "u");
    const train = (draw: (position: number) => number) => sample(length, count, draw);
    comparison.exact("train_u0", train(() => 0), numbersAt(each, "train_u0"));
    comparison.exact("train_u1", train(() => HIGHEST), numbersAt(each, "train_u1"));
    comparison.exact("train_u", train((position) => draws[position]!), numbersAt(each, "train_u"));
    comparison.exact("test", thin(length, count), numbersAt(each, "test"));
  }
}
