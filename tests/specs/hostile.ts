/** Recipes that ask for too much of whoever reads them: long, deep, wide, doubling. Each extends `base.yaml`. */

/** One of them. */
export interface Hostile {
  /** What follows `extends: base.yaml`. */
  readonly text: string;
  readonly set?: readonly string[];
  /** Other files by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is told; nothing where the recipe is right. */
  readonly told?: RegExp;
}

const times = (count: number, line: (i: number) => string, between = "") =>
  Array.from({ length: count }, (_, i) => line(i)).join(between);

/** `count` signals in a section, each by its own line. */
const signals = (count: number, line: (i: number) => string) =>
  `mining:\n${times(count, (i) => `  s${i}: ${line(i)}\n`)}`;

/** A macro of one input. */
const macro = (name: string, result: string) => `  ${name}: { inputs: { p: [B] }, result: "${result}" }\n`;

/** Modules, each of which makes the next one under some names; the last one makes `innermost`. */
function modules(
  count: number,
  made: readonly string[],
  innermost = "{ kind: linear, in: p, filters: 4 }",
): string {
  const define = times(count, (i) => {
    const step = i === count - 1 ? innermost : `{ kind: m${i + 1}, p: p }`;
    const steps = made.map((name) => `${name}: ${step}`).join(", ");
    return `  m${i}: { inputs: { p: [B, T, D] }, steps: { ${steps} }, result: ${made.join(" + ")} }\n`;
  });
  return `define:\n${define}mining: { s: { kind: m0, p: x } }`;
}

/** Macros that each use the one before. */
const macros = (count: number, step: (before: string) => string, first = "p + 1") =>
  `define:\n${macro("e0", first)}${times(count, (i) => macro(`e${i + 1}`, step(`e${i}(p)`)))}` +
  `mining: { last: "e${count}(attention_sum)", attention_sum: "sum(attention, T)" }\n`;

const DEEP = /nested at most|nested more than 300 levels deep/;

/** All of them by name. */
export const HOSTILE: Readonly<Record<string, () => Hostile>> = {
  "a sum of 1,000 terms": () => ({ text: `mining: { s: "${times(1000, () => "attention", " + ")}" }` }),
  "a sum of 20,000 terms": () => ({ text: `mining: { s: "${times(20_000, () => "attention", " + ")}" }` }),
  "a sum of 60,000 terms": () => ({
    text: `mining: { s: "${times(60_000, () => "attention", " - ")}" }`,
    told: /expands to more than 100,000/,
  }),
  "a product of 5,000 constants": () => ({
    text: `constants: { big: "${times(5000, () => "1", " * ")}" }\nmining: { s: "attention * big" }`,
  }),
  "a sum of constants within a call": () => ({
    text: `mining: { s: "top(attention, T, ratio=${times(3000, () => "1", " + ")})" }`,
  }),
  "a chain of powers": () => ({
    text: `mining: { s: "${times(1000, () => "attention", " ^ ")}" }`,
    told: DEEP,
  }),
  "comparisons in parentheses": () => ({
    text: `mining: { s: "${"(".repeat(5000)}attention${")".repeat(5000)}" }`,
    told: DEEP,
  }),
  "minus signs": () => ({ text: `mining: { s: "${"-".repeat(5000)}attention" }`, told: DEEP }),
  "nested calls": () => ({
    text: `mining: { s: "${"abs(".repeat(5000)}attention${")".repeat(5000)}" }`,
    told: DEEP,
  }),
  "nested lists": () => ({
    text: `mining: { s: "${"[".repeat(5000)}attention${"]".repeat(5000)}" }`,
    told: DEEP,
  }),
  "a list of 20,000 parts": () => ({
    text: `mining: { s: "sum(concat([${times(20_000, () => "attention", ", ")}], T), T)" }`,
    told: /is written in more than|expands to more/,
  }),
  "1,000 signals that each name an earlier one": () => ({
    text: signals(1000, (i) => i === 0 ? "attention + 1" : `s${i - 1} + 1`),
  }),
  "1,000 signals that each name a later one": () => ({
    text: signals(1000, (i) => i === 999 ? "attention + 1" : `s${i + 1} + 1`),
    told: DEEP,
  }),
  "10,000 signals that each name a later one": () => ({
    text: signals(10_000, (i) => i === 9999 ? "attention + 1" : `s${i + 1} + 1`),
    told: DEEP,
  }),
  "a circle of 3,000 signals": () => ({
    text: signals(3000, (i) => `s${(i + 1) % 3000} + 1`),
    told: DEEP,
  }),
  "33,000 signals that each name an earlier one": () => ({
    text: signals(33_000, (i) => i === 0 ? "attention + 1" : `s${i - 1} + 1`),
    told: /expands to more than 100,000/,
  }),
  "macros chained 1,500 deep": () => ({ text: macros(1500, (before) => `${before} + 1`), told: DEEP }),
  "macro steps chained 20,000 long": () => ({
    text: `define:
  m:
    inputs: { p: [B] }
    steps: { ${times(20_000, (i) => `s${i}: "${i === 0 ? "p" : `s${i - 1}`} + 1"`, ", ")} }
    result: s19999
mining: { s: "m(sum(attention, T))" }`,
    told: DEEP,
  }),
  "macros that double 24 times": () => ({
    text: macros(24, (before) => `${before} + ${before}`),
    told: /expands to more than 100,000/,
  }),
  "macros that double around a mistake": () => ({
    text: macros(24, (before) => `${before} + ${before}`, "sum(p, Z)"),
    told: /expands to more than 100,000|No axis Z/,
  }),
  "modules chained 1,500 deep": () => ({ text: modules(1500, ["a"]), told: DEEP }),
  "modules that double 24 times": () => ({
    text: modules(24, ["a", "b"]),
    told: /expands to more than 100,000/,
  }),
  "a circle of modules": () => ({
    text: modules(30, ["a"], "{ kind: m0, p: p }"),
    told: /Cyclic use: m0 -> m1 -> .* -> m0/,
  }),
  "calls of a signal that double 24 times": () => ({
    text: `define:
  m: { inputs: { p: [B, T, D] }, steps: { out: { kind: linear, in: p, filters: 4 } }, result: out }
mining: { s: { kind: m, p: x }, ${
      times(24, (i) => `s${i}: "${i === 0 ? "s(x) + s(x)" : `s(s${i - 1}) + s(s${i - 1})`}"`, ", ")
    } }`,
  }),
  "signals that double an axis of unknown size": () => ({
    text: signals(
      40,
      (i) => i === 0 ? "concat([attention, attention], T)" : `concat([s${i - 1}, s${i - 1}], T)`,
    ),
    told: /is written in more than/,
  }),
  "signals that double an axis of a known size": () => ({
    text: signals(60, (i) => i === 0 ? "concat([cas, cas], C)" : `concat([s${i - 1}, s${i - 1}], C)`),
    told: /a tensor has at most 2,147,483,647/,
  }),
  "4,500 chained parents": () => ({
    text: "",
    files: {
      "base.yaml": `version: 1\nextends: p0.yaml`,
      ...Object.fromEntries(
        Array.from(
          { length: 4500 },
          (_, i) => [`p${i}.yaml`, `version: 1\nextends: p${i + 1}.yaml\nconstants: { c${i}: 1 }`],
        ),
      ),
    },
    told: /extend each other at most 100 deep/,
  }),
  "a billion laughs": () => ({
    text: `constants:\n  a: &a [1]\n${
      times(40, (i) => `  b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`}, *${i === 0 ? "a" : `b${i - 1}`}]\n`)
    }`,
    told: /at most 100000 values/,
  }),
  "40,000 aliases": () => ({
    text: `constants:\n  a: &a 1\n${times(40_000, (i) => `  c${i}: *a\n`)}`,
    told: /is used nowhere/,
  }),
  "an anchor within itself": () => ({
    text: "constants: { a: &a [*a, *a] }",
    told: /nested|at most 100000 values/,
  }),
  "deep flow lists": () => ({ text: `constants: ${"[".repeat(100_000)}`, told: /nested/ }),
  "deep flow maps": () => ({
    text: `constants: ${"{a: ".repeat(20_000)}1${"}".repeat(20_000)}`,
    told: /Cannot read YAML|nested/,
  }),
  "deep block lists": () => ({
    text: `constants:\n  ${"- ".repeat(20_000)}1`,
    told: /nested|Cannot read YAML/,
  }),
  "deep block maps": () => ({
    text: `constants:\n${times(3000, (i) => `${" ".repeat(i + 1)}a:\n`)}`,
    told: /nested|Cannot read YAML/,
  }),
  "a key of a million characters": () => ({
    text: `constants: { ? ${"k".repeat(1_000_000)} : 1 }`,
    told: /^error: Constant "k+\.\.\.$/m,
  }),
  "an expression of a million characters": () => ({
    text: `mining: { s: "attention ${" ".repeat(1_000_000)} + kas" }`,
    told: /Unknown signal "kas"/,
  }),
  "a line of 30,000 values": () => ({
    text: `constants: { ${times(30_000, (i) => `c${i}: 1`, ", ")} }`,
    told: /is used nowhere/,
  }),
  "30,000 constants over each other": () => ({
    text: `constants:\n${times(30_000, (i) => `  c${i}: ${i === 0 ? "1" : `c${i - 1} + 1`}\n`)}`,
    told: /"c29999" is used nowhere/,
  }),
  "30,000 constants over later ones": () => ({
    text: `constants:\n${times(30_000, (i) => `  c${i}: c${i + 1} + 1\n`)}`,
    told: /Unknown constant "c1"/,
  }),
  "30,000 unknown signals": () => ({
    text: signals(30_000, (i) => `unknown_signal_${i}`),
    told: /Unknown signal "unknown_signal_0"/,
  }),
  "30,000 unknown keys": () => ({
    text: `training:\n${times(30_000, (i) => `  key_${i}: 1\n`)}`,
    told: /Unknown key "key_0"/,
  }),
  "300 long names that nothing knows": () => ({
    text: signals(300, (i) => `${"name".repeat(5000)}${i}`).replaceAll(
      / {2}s(\d+)/g,
      `  ${"s".repeat(900)}$1`,
    ),
    told: /Unknown signal/,
  }),
  "5,000 macros that nothing uses, each of ten steps": () => ({
    text: `define:\n${
      times(
        5000,
        (i) =>
          `  m${i}: { inputs: { p: [B] }, steps: { ${times(10, (j) => `t${j}: p + ${j}`, ", ")} }, result: ${
            times(10, (j) => `t${j}`, " + ")
          } }\n`,
      )
    }`,
  }),
  "3,000 losses": () => ({
    text: `losses:\n${times(3000, (i) => `  l${i}: "bce(video, labels) * ${i + 1}"\n`)}`,
  }),
  "an override with a long path": () => ({
    text: "",
    set: [`${"a.".repeat(20_000)}b=1`],
    told: /at most 64/,
  }),
  "an override with a deep value": () => ({
    text: "",
    set: [`constants.r=${"[".repeat(50_000)}`],
    told: /Cannot read YAML|nested/,
  }),
  "2,000 overrides": () => ({
    text: "",
    set: Array.from({ length: 2000 }, (_, i) => `constants.r=${i + 1}`),
  }),
};
