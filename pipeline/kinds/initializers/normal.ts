/** How initial values `normal` are drawn. */
import { normal as spec } from "../../../specs/kinds/initializers/normal.ts";
import { eachUniform } from "../../random/draw.ts";
import { kindRun } from "../kind.ts";
import { ofWeights } from "./initializer.ts";

/** Box and Muller, 1958: every value from two uniform ones. */
export const normal = kindRun(spec, ({ mean, deviation }) =>
  ofWeights((values, _, key) => {
    let radius = 0;
    eachUniform(2 * values.length, key, 0, (drawn, i) => {
      if (i % 2 === 0) radius = Math.sqrt(-2 * Math.log(1 - drawn));
      else values[(i - 1) / 2] = mean + deviation * radius * Math.cos(2 * Math.PI * drawn);
    });
  }));
