import assert from "node:assert/strict";
import { join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { ROOT } from "../../shared.ts";
import { lastLine, task } from "./process.ts";

/** A file with a function and a loss block, as a person would write it. */
const EXTENSION = `import * as tf from "@tensorflow/tfjs-core";
import { z } from "zod";
import { block } from "${ROOT}/specs/blocks/block.ts";
import { signal } from "${ROOT}/specs/functions/function.ts";
import { SCALAR } from "${ROOT}/specs/types.ts";

export const functions = [{
  spec: {
    name: "softplus",
    summary: "log(1 + exp(x))",
    parameters: [signal("x", "Operand")],
    result: (args) => ({ type: args.signal("x") }),
  },
  run: ({ inputs: [x] }) => tf.softplus(x),
}];

export const blocks = [{
  spec: block({
    kind: "sparsity",
    summary: "The mean of a signal over all its axes",
    inputs: ["in"],
    options: () => z.strictObject({ in: z.string().describe("Any signal") }),
    build: () => ({ type: SCALAR, parameters: [], options: {}, multiplyAdds: 0 }),
  }),
  run: ({ inputs: [x] }) => tf.mean(x),
}];
`;

function write(folder: string, recipe: string, extension = EXTENSION): string {
  Deno.writeTextFileSync(join(folder, "mine.ts"), extension);
  const path = join(folder, "test_extension.yaml");
  Deno.writeTextFileSync(
    path,
    `version: 1
name: test_extension
extends: ${join(ROOT, "recipes", "demo.yaml")}
use: { mine: mine.ts }
data: { videos: { train: 12, test: 6 } }
training: { steps: 5, evaluate_every: null, log_every: 1 }
${recipe}`,
  );
  return path;
}

Deno.test("a recipe uses functions and blocks of a TypeScript file, also when it is checked and resumed", async () => {
  const folder = Deno.makeTempDirSync();
  const recipe = write(
    folder,
    "losses: { sparse: { kind: sparsity, in: softplus(actionness), weight: 0.001 } }",
  );
  const checked = await task(["check", recipe]);
  assert.equal(checked.code, 0, checked.stderr);
  const { code, stdout, stderr } = await task(["run", recipe, "--json"]);
  assert.equal(code, 0, stderr);
  const run = join(ROOT, String(lastLine(stdout)["run"]));
  try {
    const [first] = Deno.readTextFileSync(join(run, "metrics.jsonl")).split("\n");
    const { losses } = JSON.parse(first!);
    assert.ok(losses.sparse > 0.69); // softplus is at least log 2 where x is at least 0
    Deno.removeSync(join(run, "result.json"));
    const resumed = await task(["run", "--resume", run]);
    assert.equal(resumed.code, 0, resumed.stderr);
    write(folder, "", `${EXTENSION}// changed`);
    Deno.removeSync(join(run, "result.json"));
    const refused = await task(["run", "--resume", run]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /^error: Changed since the run began: extension "mine"\n {2}= restore/);
    for (const source of ["rgb", "flow"]) {
      Deno.mkdirSync(join(folder, "features", source), { recursive: true });
      Deno.writeFileSync(join(folder, "features", source, "a.npy"), npyBytes(30, 24, (i) => Math.sin(i)));
    }
    const predicted = await task(["predict", run, join(folder, "features")]);
    assert.equal(predicted.code, 0, predicted.stderr);
    assert.match(
      predicted.stderr,
      /^warning: extension "mine" was changed since the run began, and predicts/m,
    );
  } finally {
    Deno.removeSync(run, { recursive: true });
  }
});

Deno.test("what an extension prints is shown on standard error, with control characters as escapes", async () => {
  const folder = Deno.makeTempDirSync();
  const talk = 'console.log("said \\x1b[31m%s", "twice");\nconsole.warn("warned");\n';
  const { code, stdout, stderr } = await task(["explain", write(folder, "", talk + EXTENSION), "--json"]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "said \\x1b[31mtwice\nwarned\n");
  assert.equal(JSON.parse(stdout).recipe.name, "test_extension");
});

for (
  const [what, extension, message] of [
    ["takes a name of the language", EXTENSION.replace('"softplus"', '"sum"'), /"sum" is there already/],
    ["exports nothing", "export {};", /exports neither functions nor blocks/],
    ["does not parse", "export const functions = [", /Cannot import extension/],
  ] as const
) {
  Deno.test(`check says so when an extension ${what}`, async () => {
    const { code, stderr } = await task(["check", write(Deno.makeTempDirSync(), "", extension)]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  });
}

Deno.test("an extension imports nothing from the network", async () => {
  const remote = 'import "https://deno.land/x/nothing@v1.0.0/mod.ts";\n';
  for (const verb of ["check", "explain", "run"]) {
    const { code, stderr } = await task([verb, write(Deno.makeTempDirSync(), "", remote + EXTENSION)]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /Cannot import extension ".*": A remote specifier was requested: /);
  }
});

Deno.test("check says so when an extension is not there", async () => {
  const recipe = write(Deno.makeTempDirSync(), "");
  const { code, stderr } = await task(["check", recipe, "--set", "use.mine=nowhere.ts"]);
  assert.equal(code, 2);
  assert.match(stderr, /Cannot import extension ".*nowhere\.ts"/);
});
