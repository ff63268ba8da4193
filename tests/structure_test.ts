import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FAMILY_NAMES } from "../specs/kinds/mod.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Every file of the two parts, relative to the root. */
function filesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
  ).sort();
}

/** The lines of files where a pattern matches, as `file:line: text`. */
function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8").split("\n")
      .flatMap((text, i) => pattern.test(text) ? [`${file}:${i + 1}: ${text.trim()}`] : [])
  );
}

const METHODS = [
  "cola",
  "bas-?net",
  "w-?talc",
  "stpn",
  "ham-?net",
  "co2-?net",
  "acm-?net",
  "um[-_][a-z0-9]+",
  "asl",
  "aicl",
  "c3bn",
  "delu",
  "auto-?loc",
];
/** A name as a word or as a part of a name_with_parts. */
const METHOD = new RegExp(`(?<![a-z0-9])(${METHODS.join("|")})(?![a-z0-9])`, "i");

Deno.test("METHOD finds names of methods and no parts of words", () => {
  for (const text of ["CoLA, 3.3", "cola_thumos", "BaS-Net", "basnet", "WTALC", "um_loss", "(ASL)"]) {
    assert.match(text, METHOD);
  }
  for (const text of ["collapse", "chocolate", "easlier", "number_of", "sum_loss", "um", "delude"]) {
    assert.doesNotMatch(text, METHOD);
  }
});

Deno.test("No method is named in specs/ or pipeline/", () => {
  const files = filesOf("specs", "pipeline");
  assert.ok(files.includes("specs/program.ts") && files.includes("pipeline/training/train.ts"));
  assert.deepEqual(files.filter((file) => METHOD.test(file)), []);
  assert.deepEqual(linesMatching(files, METHOD), []);
});

Deno.test("Nothing in specs/ imports from pipeline/ or TensorFlow.js", () => {
  const files = filesOf("specs").filter((file) => file.endsWith(".ts"));
  assert.deepEqual(linesMatching(files, /(from|import)\b.*["'(](.*\/pipeline\/|.*tensorflow)/), []);
});

Deno.test("Nothing in specs/ names Deno or imports what it has and browsers lack, but for examples of the API", () => {
  const files = filesOf("specs").filter((file) => file.endsWith(".ts"));
  assert.deepEqual(linesMatching(files, /^(?! \*).*(\bDeno\b|["']node:)/), []);
});

/**
 * Files that read the messages of Deno, the system, engines or libraries, which have no code for what they say; parity alone
 * looks whether a message names a file.
 */
const FOREIGN = [
  "pipeline/cli/out_of_memory.ts",
  "pipeline/engines/tensorflow/install/prepare.ts",
  "pipeline/extensions/blame.ts",
  "pipeline/extensions/import.ts",
  "pipeline/files/unreadable.ts",
  "pipeline/files/write.ts",
  "pipeline/parity/mod.ts",
  "specs/load/document.ts",
];

/** A message, or what else is written for people, that is searched or compared with words. */
const READING = new RegExp(
  ["message", "hint", "summary", "description", "reason"].flatMap((text) => [
    `\\b(test|exec)\\(.*\\b${text}\\b`,
    `\\b${text}\\??\\.(startsWith|endsWith|includes|match|search)\\(`,
    `\\b${text} [!=]== (?!undefined|""|\\w+\\.)`,
  ]).concat('"did you mean"').join("|"),
);

Deno.test("No code reads the words of our messages", () => {
  for (
    const text of [
      "if (message === 'Missing \"name\"')",
      "/^must/.test(error.message)",
      "message.includes(path)",
      'engine.description.includes("GPU")',
      "!/no gradient/i.test(summary)",
      'suggestion?.startsWith("did you mean")',
    ]
  ) assert.match(text, READING);
  const files = filesOf("specs", "pipeline").filter((file) => file.endsWith(".ts"));
  assert.deepEqual(
    [...new Set(linesMatching(files, READING).map((line) => line.split(":")[0]))].sort(),
    FOREIGN,
  );
});

/** What tells of walt's own repository, not to who runs walt. */
const OF_REPOSITORY =
  /^(specs\/schema\/reference|specs\/diagnostics\/command|pipeline\/films\/recipe_file|pipeline\/cli\/write_site)\.ts$|^pipeline\/(site|playground)\//;

Deno.test("Messages have their commands from command(), which knows what was typed", () => {
  const files = filesOf("specs", "pipeline").filter((file) =>
    file.endsWith(".ts") && !OF_REPOSITORY.test(file)
  );
  assert.deepEqual(linesMatching(files, /deno task/), []);
});

Deno.test("Sections are checked in specs/recipe/check, but for grids, encoders and options that a macro's numbers are in", () => {
  const others = filesOf("specs").filter((file) =>
    file.endsWith(".ts") && !file.startsWith("specs/recipe/check/")
  );
  const calls = linesMatching(others, /\bcheckSection\(|\.safeParse\(/).map((line) => line.split(":")[0]);
  assert.deepEqual(calls, ["specs/compile/block_entry.ts", "specs/encoder/read.ts", "specs/sweep/read.ts"]);
});

Deno.test("Tests make temporary folders by temporaryFolder(), which removes them", () => {
  const files = filesOf("tests").filter((file) => file.endsWith(".ts"));
  // Fuzzers and mutants also run as programs of their own, and remove what they make.
  const own = /^tests\/(temporary\.ts|structure_test\.ts|fuzz\/|mutate\/)/;
  const others = files.filter((file) => !own.test(file));
  assert.ok(others.length > 100);
  assert.deepEqual(linesMatching(others, /\b(makeTemp(Dir|File)|mkdtemp)(Sync)?\(/), []);
});

/** What files export by one name, as `name: files`; kinds of families, and what engines do each in its way, share theirs. */
function sharedNames(sources: readonly (readonly [file: string, text: string])[]): string[] {
  const files = new Map<string, string[]>();
  for (const [file, text] of sources) {
    for (
      const [, name] of text.matchAll(
        /^export (?:async )?(?:\w+ )?(?:const|function\*?|class|type|interface) (\w+)/gm,
      )
    ) {
      files.set(name!, [...files.get(name!) ?? [], file]);
    }
  }
  const share = (paths: readonly string[]) =>
    paths.every((path) => path.includes("/kinds/")) ||
    paths.every((path) => path.startsWith("pipeline/engines/"));
  return [...files].filter(([, paths]) => paths.length > 1 && !share(paths))
    .map(([name, paths]) => `${name}: ${paths.join(", ")}`);
}

Deno.test("No two files export things of one name, but for kinds and engines", () => {
  const files = filesOf("specs", "pipeline").filter((file) => file.endsWith(".ts"));
  assert.deepEqual(sharedNames(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")])), []);
});

Deno.test("sharedNames() names things of one name and their files", () => {
  const of = (...files: string[]) =>
    sharedNames(files.map((file) => [file, "export interface Span {}\nconst Own = 1;\n"]));
  assert.deepEqual(of("specs/a.ts", "pipeline/b.ts"), ["Span: specs/a.ts, pipeline/b.ts"]);
  assert.deepEqual(of("specs/kinds/a.ts", "pipeline/kinds/a.ts"), []);
});

/** Tests of what no single source does. */
const OF_NO_SOURCE =
  /^tests\/([^/]*|(fuzz|mutate|bench|pipeline\/(contract|cli|engines|graph))\/.*|pipeline\/vocabulary)_test\.ts$/;

/** Tests that stand where no source of theirs does: `<path>_test.ts` or `<path>_<aspect>_test.ts` is a test of `<path>.ts`. */
function astray(tests: readonly string[], sources: ReadonlySet<string>): string[] {
  return tests.filter((test) => {
    if (OF_NO_SOURCE.test(test)) return false;
    const words = test.replace(/^tests\//, "").replace(/_test\.ts$/, "").split("_");
    const paths = words.map((_, i) => words.slice(0, i + 1).join("_"));
    return !paths.some((path) =>
      [`${path}.ts`, `${path}.yaml`, `${path}/mod.ts`].some((source) => sources.has(source))
    );
  });
}

Deno.test("Tests stand at the paths of their sources", () => {
  const tests = filesOf("tests").filter((file) => file.endsWith("_test.ts"));
  assert.ok(tests.includes("tests/structure_test.ts"));
  assert.deepEqual(astray(tests, new Set(filesOf("specs", "pipeline", "recipes"))), []);
});

Deno.test("astray() names tests without a source, or with one in another folder", () => {
  const sources = new Set(["specs/load/mod.ts", "pipeline/data/read_rows.ts", "recipes/blocks/guide.yaml"]);
  const of = (...paths: string[]) => astray(paths.map((path) => `tests/${path}_test.ts`), sources);
  const right = [
    "specs/load",
    "pipeline/data/read_rows",
    "pipeline/data/read_rows_fast",
    "recipes/blocks/guide",
  ];
  assert.deepEqual(of(...right, "docs"), []);
  assert.deepEqual(of("pipeline/read_rows", "pipeline/data/read"), [
    "tests/pipeline/read_rows_test.ts",
    "tests/pipeline/data/read_test.ts",
  ]);
});

Deno.test("Tests that may be ignored say by needs() for want of what", () => {
  const files = filesOf("tests").filter((file) => file.endsWith(".ts"));
  const own = /^tests\/(needs|structure_test)\.ts/;
  const ignoring = /(?<!outside: )\bignore: |Deno\.test\.ignore/;
  assert.deepEqual(linesMatching(files.filter((file) => !own.test(file)), ignoring), []);
});

Deno.test("CONTRIBUTING.md has a row for every family", () => {
  const page = Deno.readTextFileSync(join(ROOT, "CONTRIBUTING.md"));
  const table = /^\| family \|[^]*?\n\n/m.exec(page)![0];
  const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]!);
  assert.deepEqual(rows.toSorted(), [...FAMILY_NAMES].sort());
});

Deno.test("No file has more than 250 lines", () => {
  const long = filesOf("specs", "pipeline", "bench", "tests").filter((file) =>
    file.endsWith(".ts") && readFileSync(join(ROOT, file), "utf8").split("\n").length > 251
  );
  assert.deepEqual(long, []);
});
