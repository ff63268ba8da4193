import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "../../shared.ts";
import { recipeFiles } from "../../specs/recipes.ts";
import { task } from "./process.ts";

Deno.test("check prints a line for every recipe that is right", async () => {
  const files = recipeFiles().filter(({ complete }) => complete).map(({ file }) => file);
  const { code, stdout, stderr } = await task(["check", ...files]);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, files.length);
  assert.ok(
    lines.some((line) => /^ok cola_thumos: \d+ signals, 12,625,920 trainable parameters$/.test(line)),
  );
});

Deno.test("check reports every recipe that is wrong and exits with 2", async () => {
  const { code, stdout, stderr } = await task(
    ["check", "nope.yaml", "cola_thumos.yaml", "base/anet12.yaml"],
    {
      INIT_CWD: join(ROOT, "recipes"),
    },
  );
  assert.equal(code, 2);
  assert.match(stdout, /^ok cola_thumos: .*\n$/);
  assert.match(stderr, /^error: Cannot read recipe "recipes\/nope.yaml": there is no such file\n/);
  assert.match(
    stderr,
    /\n\nerror: "recipes\/base\/anet12.yaml" is a part of recipes: it has no name, and lacks sections training, inference\n/,
  );
});

Deno.test("check points at an override", async () => {
  const { code, stderr } = await task(["check", "recipes/demo.yaml", "--set", "training.stpes=3"]);
  assert.equal(code, 2);
  assert.match(stderr, /^ --> --set:1:10$/m);
  assert.match(stderr, /\^{5} did you mean "steps"\?\n$/);
});

for (
  const [what, words, told] of [
    ["no verb's arguments", ["check"], "error: missing required argument 'recipe'"],
    [
      "an unknown option",
      ["check", "a.yaml", "--sett", "b=1"],
      "error: unknown option '--sett'\n(Did you mean --set?)",
    ],
    [
      "a seed that is none",
      ["run", "a.yaml", "--seed", "1.5"],
      "Expected a whole number from 0 to 2147483647.",
    ],
    [
      "a seed that is given twice",
      ["run", "a.yaml", "--seed", "0", "--seed=0"],
      "error: option '--seed <number>' is given more than once: it holds one value",
    ],
    [
      "a file that is given twice",
      ["eval", "a.json", "--ground-truth", "b.json", "--ground-truth", "c.json"],
      "error: option '--ground-truth <file>' is given more than once: it holds one value",
    ],
    [
      "a folder of data that is given twice",
      ["data", "synth", "thumos14", "--out", "a", "--out", "b"],
      "error: option '--out <folder>' is given more than once: it holds one value",
    ],
    ["a missing option", ["eval", "a.json"], "error: required option '--ground-truth <file>' not specified"],
  ] as const
) {
  Deno.test(`the command line refuses ${what} with exit 2`, async () => {
    const { code, stdout, stderr } = await runMain(words);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(told), stderr);
  });
}

for (
  const [what, words, example] of [
    ["eval without files", ["eval"], "eval predictions.json --ground-truth gt.json --subset test"],
    ["eval without ground truth", ["eval", "a.json"], "eval predictions.json --ground-truth gt.json"],
    ["predict without a run", ["predict"], "predict runs/demo-1a2b3c4d-s0 my_data/features/test"],
    [
      "predict without features",
      ["predict", "runs/a"],
      "predict runs/demo-1a2b3c4d-s0 my_data/features/test",
    ],
  ] as const
) {
  Deno.test(`the command line answers ${what} with an example`, async () => {
    const { code, stderr } = await runMain(words);
    assert.equal(code, 2);
    assert.ok(stderr.includes(`\n  = for instance: deno task ${example}`), stderr);
  });
}

Deno.test("the command line suggests a verb, lists all, and explains one", async () => {
  assert.match((await runMain(["chekc"])).stderr, /unknown command 'chekc'\n\(Did you mean check\?\)/);
  const { code, stdout } = await runMain(["--help"]);
  assert.equal(code, 0);
  for (const verb of ["run", "eval", "parity", "predict", "check", "explain", "engine"]) {
    assert.match(stdout, new RegExp(`^  ${verb} `, "m"));
  }
  const explained = await runMain(["run", "--help"]);
  assert.match(explained.stdout, /^Usage: deno task run \[options\] \[recipe\]/);
  assert.equal((await runMain([])).code, 2);
});

Deno.test("check and explain load neither an engine nor TensorFlow.js", () => {
  for (const verb of ["main", "check", "explain"]) {
    const files = importsOf(join(ROOT, "pipeline", "cli", `${verb}.ts`));
    assert.ok(files.size > 3);
    for (const file of files) {
      assert.doesNotMatch(
        file,
        /@tensorflow|pipeline\/(engines|training|inference|graph(?!\/passes)|data)/,
        verb,
      );
    }
  }
});

/** Runs the command line with the least permissions that printing help and mistakes needs. */
async function runMain(words: readonly string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-env=INIT_CWD", join(ROOT, "pipeline", "cli", "main.ts"), ...words],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** Every module that a file imports at once, directly or through others: paths from the root, or package names. */
function importsOf(file: string, seen = new Set<string>()): Set<string> {
  const name = relative(ROOT, file);
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(file, "utf8");
  for (const [, type, path] of text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gms)) {
    if (type) continue;
    if (!path!.startsWith(".")) seen.add(path!);
    else if (existsSync(join(dirname(file), path!))) importsOf(join(dirname(file), path!), seen);
  }
  return seen;
}
