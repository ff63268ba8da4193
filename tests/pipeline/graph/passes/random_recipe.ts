/** Small random recipes for properties of passes. */
import fc from "fast-check";
import type { Program } from "../../../../specs/program.ts";
import { compileTiny } from "../../contract/recipe.ts";

/** How a random function is written: as itself, or as what it is in evaluation. */
type Mode = "training" | "evaluation";
type Expression = (mode: Mode) => string;

/** A recipe: the signals s0, s1 ... of type [B, T, D], each over those before it. */
export interface RandomRecipe {
  readonly names: readonly string[];
  compile(mode: Mode): Program;
}

const constants = fc.constantFrom("0.5", "2", "-1", "3");

function expressions(leaves: readonly string[]): fc.Arbitrary<Expression> {
  return fc.letrec<{ e: Expression }>((tie) => {
    const e = tie("e");
    const one = (write: (x: string) => string) => e.map((x): Expression => (mode) => write(x(mode)));
    const two = (write: (a: string, b: string) => string) =>
      fc.tuple(e, e).map(([a, b]): Expression => (mode) => write(a(mode), b(mode)));
    return {
      e: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom(...leaves).map((name): Expression => () => name),
        two((a, b) => `(${a} + ${b})`),
        two((a, b) => `(${a} * ${b})`),
        two((a, b) => `maximum(${a}, ${b})`),
        one((x) => `tanh(${x})`),
        one((x) => `softmax(${x}, D)`),
        one((x) => `stop_gradient(${x})`),
        one((x) => `(${x} - mean(${x}, T))`),
        fc.tuple(e, constants).map(([x, c]): Expression => (mode) => `(${x(mode)} * ${c})`),
        e.map((x): Expression => (mode) => mode === "training" ? `dropout(${x(mode)}, 0.5)` : x(mode)),
        e.map((x): Expression => (mode) =>
          mode === "training" ? `bernoulli(like=${x(mode)}, keep=0.5)` : "(features.a == features.a)"
        ),
      ),
    };
  }).e;
}

/** Random recipes of four signals. */
export const RECIPES: fc.Arbitrary<RandomRecipe> = fc.tuple(
  expressions(["features.a", "features.b"]),
  expressions(["features.a", "s0"]),
  expressions(["s0", "s1"]),
  expressions(["features.b", "s1", "s2"]),
).map((parts) => ({
  names: parts.map((_, i) => `s${i}`),
  compile: (mode) => compileTiny({ signals: Object.fromEntries(parts.map((e, i) => [`s${i}`, e(mode)])) }),
  toString: () => parts.map((e, i) => `s${i}: ${e("training")}`).join("; "),
}));

/** The same object, of which nothing can be changed. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
