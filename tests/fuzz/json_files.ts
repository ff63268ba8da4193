/** Damaged annotation and prediction files: `eval` scores them with finite numbers, or says where they are wrong. */
import fc from "fast-check";
import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluateFile } from "../../pipeline/cli/eval.ts";
import { evaluationSummary, mapTable } from "../../pipeline/evaluation/table.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics.ts";
import type { Fuzzer } from "./fuzzer.ts";

const ANNOTATIONS = JSON.stringify({
  version: "1",
  database: {
    a: {
      subset: "test",
      duration: 20.5,
      fps: "25",
      annotations: [{ label: "Diving", segment: [1.5, 4] }, { label: "Jump", segment: ["5", "20.5"] }],
    },
    b: { subset: "test", annotations: [{ label: "Diving", segment: [0, 1e3] }] },
    c: { subset: "train", duration: null, annotations: [{ label: "Jump" }] },
  },
});
const PREDICTIONS = JSON.stringify({
  version: "1",
  results: {
    a: [{ label: "Diving", score: 0.9, segment: [1, 4] }, { label: "Jump", score: "1e-3", segment: [5, 20] }],
    b: [{ label: "Diving", score: 0.9, segment: [0.5, 990] }, {
      label: "Diving",
      score: -2,
      segment: [7, 3],
    }],
    x: [{ label: "Jump", score: 0, segment: ["0", "1"] }],
  },
  external_data: {},
});

/** Texts that stand for a value, a key or a part of one. */
const texts = fc.oneof(
  fc.constantFrom(
    ...[
      "null",
      "true",
      "NaN",
      "-Infinity",
      "1e999",
      "-1e308",
      "1e308",
      "5e-324",
      "-0",
      "0.1e",
      "01",
      ".5",
      "1.",
      "+1",
    ],
    ...[
      '""',
      '"x"',
      '"1e999"',
      '"NaN"',
      '"\\ud800"',
      '"\\u0000"',
      '"__proto__"',
      '"constructor"',
      '"toString"',
      "'x'",
      '"\t"',
    ],
    ...[
      "[]",
      "{}",
      "[[]]",
      "[1]",
      "[1,2,3]",
      "[2,1]",
      '{"label":1}',
      '"subset":"test"',
      '"database":{}',
      '"results":{}',
    ],
    ...[
      ",",
      ":",
      "{",
      "}",
      "[",
      "]",
      '"',
      "\\",
      "//",
      "/**/",
      "\ufeff",
      "\u0000",
      "\n",
      "\r",
      "\u2028",
      "\u001b[2J",
      "é",
      "\ud800",
    ],
    "[".repeat(2000),
    `${'{"a":'.repeat(1500)}1${"}".repeat(1500)}`,
    `"${"long ".repeat(2000)}"`,
    "9".repeat(400),
  ),
  fc.json({ maxDepth: 2 }),
  fc.string({ maxLength: 3 }),
);
/** Values that JSON can have. */
const values = fc.oneof(
  fc.constantFrom(
    ...[
      "null",
      "true",
      "0",
      "-0",
      "1e999",
      "-1e999",
      "1e308",
      "-1e308",
      "1.7e308",
      "5e-324",
      "-1",
      "4",
      "1e3",
      "9".repeat(400),
    ],
    ...[
      '""',
      '"x"',
      '"Diving"',
      '"Jump"',
      '"a"',
      '"b"',
      '"test"',
      '"train"',
      '"subset"',
      '"label"',
      '"segment"',
      '"results"',
    ],
    ...[
      '" 1 "',
      '"1e999"',
      '"0x1"',
      '"NaN"',
      '"1_0"',
      '"\\ud800"',
      '"\\u0000"',
      '"__proto__"',
      '"constructor"',
      '"toString"',
    ],
    ...[
      "[]",
      "{}",
      "[[]]",
      "[0,1]",
      "[1,1]",
      "[2,1]",
      "[1e308,1.7e308]",
      "[-1.7e308,1.7e308]",
      "[0,1.7e308]",
      "[0,5e-324]",
    ],
    ...[
      '[{"label":"Jump","segment":[0,1.7e308],"score":1e308}]',
      '[{"label":"__proto__","segment":[0,1],"score":1}]',
    ],
  ),
  fc.json({ maxDepth: 2 }),
);
const file = fc.constantFrom("annotations", "predictions");
const fraction = fc.integer({ min: 0, max: 999 });

const inputs = fc.array(
  fc.oneof(
    // A value or key gives way to another one, so that it stays JSON.
    { weight: 9, arbitrary: fc.record({ kind: fc.constant("value"), file, at: fraction, text: values }) },
    // A token gives way to another text.
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("token"), file, at: fraction, text: texts }) },
    fc.record({
      kind: fc.constantFrom("remove", "repeat", "swap"),
      file,
      at: fraction,
      text: fc.constant(""),
    }),
    fc.record({ kind: fc.constantFrom("cut", "insert"), file, at: fraction, text: texts }),
    fc.record({ kind: fc.constant("whole"), file, at: fc.constant(0), text: texts }),
  ),
  { minLength: 1, maxLength: 3 },
);
type Input = typeof inputs extends fc.Arbitrary<infer T> ? T : never;
type Damage = Input[number];

const TOKEN = /"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+|[^\s]/g;

function damaged(text: string, { kind, at, text: other }: Damage): string {
  const tokens = text.match(TOKEN) ?? [];
  const place = Math.floor(tokens.length * at / 1000);
  const [before, token = "", after] = [tokens.slice(0, place), tokens[place], tokens.slice(place + 1)];
  const joined = (...parts: string[]) => [...before, ...parts, ...after].join("");
  switch (kind) {
    case "value":
      return replaced(tokens, at, other);
    case "token":
      return joined(other);
    case "remove":
      return joined();
    case "repeat":
      return joined(token, token);
    case "swap":
      return [...before, ...after.slice(0, 1), token, ...after.slice(1)].join("");
    case "insert":
      return joined(token, other);
    case "cut":
      return before.join("");
    default:
      return other;
  }
}

/** With another value, or another key made of it. */
function replaced(tokens: readonly string[], at: number, other: string): string {
  const places = [...tokens.keys()].filter((i) => !/^[{}[\],:]$/.test(tokens[i]!));
  const place = places[Math.floor(places.length * at / 1000)];
  const isKey = place !== undefined && tokens[place + 1] === ":";
  const text = isKey && !other.startsWith('"') ? JSON.stringify(other) : other;
  return tokens.map((token, i) => i === place ? text : token).join("");
}

/** What is wrong as a whole, and has no place. */
const PLACELESS = [
  /^Unknown subset "test" in /,
  /^Subset "test" of .* has no annotated instance$/,
  /^The two files look swapped: /,
  /^Not shown: \d+ more/,
];

async function check(input: Input): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const files = { annotations: ANNOTATIONS, predictions: PREDICTIONS };
    for (const damage of input) {
      const name = damage.file as keyof typeof files;
      files[name] = damaged(files[name], damage);
    }
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, `${name}.json`), text);
    }
    return await score(folder, Object.values(files));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function score(folder: string, texts: readonly string[]): Promise<string> {
  const groundTruth = join(folder, "annotations.json");
  const strict = texts.every(isJson);
  try {
    const { evaluation } = await evaluateFile(join(folder, "predictions.json"), { groundTruth });
    assert.ok(strict, "What is scored is JSON");
    assertFractions(evaluationSummary(evaluation));
    assert.ok(!mapTable(evaluation).join("\n").includes("NaN"));
    return "scored";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const placeless = error.diagnostics.filter(({ place, message }) =>
      !place && !PLACELESS.some((pattern) => pattern.test(message))
    );
    assert.deepEqual(placeless, [], "every mistake has a place");
    assert.ok(renderDiagnostics(error).length < 20_000, "what is told fits on a screen");
    return strict ? "refused" : "no JSON";
  }
}

/** What `JSON.parse` says of a text as it is on the disk. */
function isJson(text: string): boolean {
  try {
    JSON.parse(new TextDecoder().decode(new TextEncoder().encode(text)));
    return true;
  } catch {
    return false;
  }
}

/** Every number of a summary is finite, every mAP between 0 and 100. */
function assertFractions(summary: Record<string, unknown>): void {
  const all = JSON.stringify(summary, (_, value) => {
    if (typeof value === "number") assert.ok(Number.isFinite(value) && value >= 0, `${value}`);
    return value;
  });
  assert.ok(all.length > 0);
  const map = Object.values(summary["map"] as Record<string, number>);
  assert.ok([...map, summary["average"] as number].every((value) => value <= 100 + 1e-9));
}

/** The fuzzer of annotation and prediction files. */
export const fuzzer: Fuzzer<Input> = { name: "json_files", inputs, check };
