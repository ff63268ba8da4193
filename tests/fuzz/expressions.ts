/** Drawn expressions over the signals of the demo. */
import fc from "fast-check";

const SIGNALS = ["actionness", "threshold", "binary", "inner", "kept", "easy_action", "positions", "lengths"];
const WIDE = ["x", "cas", "video", "labels", "features", "features.rgb", "dropped_x"];
const NUMBERS = ["hidden", "keep", "r_easy", "k_min", "0", "1", "2", "0.5", "1e-30", "1e30", "-3"];
const UNARY = ["abs", "exp", "log", "sqrt", "relu", "sigmoid", "tanh", "-", "stop_gradient"];
const BINARY = ["+", "-", "*", "/", "^", ">", ">=", "<", "<=", "==", "!="];
const CALLS = ["minimum", "maximum", "power"];
const REDUCTIONS = [
  "sum",
  "mean",
  "max",
  "min",
  "logsumexp",
  "median",
  "softmax",
  "l1_normalize",
  "l2_normalize",
];
const AXES = ["B", "T", "C", "D", "K"];

/** Of [B, T], which fit each other. */
const MAPS = ["actionness", "threshold", "binary", "inner", "kept", "positions", "lengths", "sum(x, D)"];

const pick = (words: readonly string[]) => fc.constantFrom(...words);

const { expression, map } = fc.letrec<{ expression: string; leaf: string; map: string }>((tie) => ({
  map: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof({ weight: 3, arbitrary: pick(MAPS) }, { weight: 1, arbitrary: pick(NUMBERS) }),
    fc.tuple(pick(UNARY), tie("map")).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie("map"), pick(BINARY), tie("map")).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(pick(["minimum", "maximum"]), tie("map"), tie("map")).map(([name, a, b]) =>
      `${name}(${a}, ${b})`
    ),
    fc.tuple(tie("map"), pick(NUMBERS)).map(([x, n]) => `clamp(${x}, -2, ${n})`),
    fc.tuple(pick(["softmax", "l1_normalize", "l2_normalize"]), pick(MAPS), tie("map")).map(([name, a, b]) =>
      `${name}(${a} * ${b}, T)`
    ),
    fc.tuple(pick(REDUCTIONS.slice(0, 6)), pick(MAPS), tie("map")).map(([name, a, b]) =>
      `${name}(${a} + ${b}, T)`
    ),
    fc.tuple(pick(MAPS), tie("map"), pick(NUMBERS)).map(([a, b, n]) =>
      `mean(top(${a} * ${b}, T, ratio=${n}), K)`
    ),
  ),
  leaf: fc.oneof(
    { weight: 4, arbitrary: pick(SIGNALS) },
    { weight: 2, arbitrary: pick(WIDE) },
    { weight: 2, arbitrary: pick(NUMBERS) },
  ),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie("leaf"),
    fc.tuple(pick(UNARY), tie("expression")).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie("expression"), pick(BINARY), tie("expression")).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(pick(CALLS), tie("expression"), tie("expression")).map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(pick(REDUCTIONS), tie("expression"), pick(AXES)).map(([name, x, axis]) =>
      `${name}(${x}, ${axis})`
    ),
    fc.tuple(tie("expression"), pick(NUMBERS), pick(NUMBERS)).map(([x, a, b]) => `clamp(${x}, ${a}, ${b})`),
    fc.tuple(tie("expression"), pick(AXES), pick(NUMBERS)).map(([x, axis, n]) =>
      `top(${x}, ${axis}, ratio=${n})`
    ),
    fc.tuple(tie("expression"), pick(NUMBERS)).map(([x, n]) => `dilate(${x} > 0, ${n})`),
    fc.tuple(tie("expression"), pick(NUMBERS)).map(([x, n]) => `dropout(${x}, ${n})`),
    fc.tuple(tie("expression"), tie("expression"), pick(AXES)).map(([a, b, axis]) =>
      `concat([${a}, ${b}], ${axis})`
    ),
    fc.tuple(tie("expression"), tie("expression"), pick(AXES)).map(([a, b, axis]) =>
      `dot(${a}, ${b}, ${axis})`
    ),
    fc.tuple(pick(WIDE), tie("expression")).map(([x, scores]) =>
      `gather(${x}, top_indices(${scores}, T, count=3))`
    ),
  ),
}));

/** An expression: right where its types happen to fit. */
export { expression };

/** A scalar over the batch that is trained: what is drawn is laid over the actionness. */
const trained = fc.tuple(pick(["+", "*", "-", "^", "/"]), map).map(([sign, each]) =>
  `mean(mean(actionness ${sign} ${each}, T), B)`
);

/** A scalar over the batch: whatever axes the expression has, one of these takes them all. */
const reduced = fc.tuple(
  expression,
  fc.constantFrom(["T", "B"], ["B"], ["C", "T", "B"], ["D", "T", "B"], ["C", "B"], []),
  fc.constantFrom("mean", "sum", "logsumexp", "max"),
).map(([inner, axes, name]) => axes.reduce((text, axis) => `${name}(${text}, ${axis})`, inner));

/** A loss. */
export const scalar: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: trained }, {
  weight: 1,
  arbitrary: reduced,
});
