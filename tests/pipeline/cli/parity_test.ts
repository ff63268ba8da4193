import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT, sharedTest } from "../../shared.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { needs } from "../../needs.ts";
import { task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

const FIXTURES = join(ROOT, "tests", "fixtures", "cola");
const SIBLINGS = join(ROOT, "tests", "fixtures", "siblings");

const missing: Record<string, boolean> = {
  tensorflow: locateTensorflow() === undefined,
  webgpu: await findAdapter() === undefined,
};

for (const engine of ["tensorflow", "webgpu", "wasm", "cpu"] as const) {
  Deno.test({
    ...needs(engine, !missing[engine], `parity holds for every fixture on ${engine}`),
    async fn() {
      const { code, stdout, stderr } = await task(["parity", FIXTURES, SIBLINGS], { WALT_ENGINE: engine });
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /^1638 quantities within tolerance, 0 not, in 38 files$/m);
    },
  });
}

sharedTest("parity holds for every file of the methods that walt has a recipe of", async (folder) => {
  const mappings = [...Deno.readDirSync(join(ROOT, "tests", "parity"))].map(({ name }) => name);
  const methods = ["siblings", "siblings_more"].flatMap((set) =>
    [...Deno.readDirSync(join(folder, "fixtures", set))]
      .filter(({ name, isDirectory }) => isDirectory && mappings.includes(`${name}.yaml`))
      .map(({ name }) => join(folder, "fixtures", set, name))
  );
  const files = methods.flatMap((method) => [...Deno.readDirSync(method)]).filter(({ name }) =>
    name.endsWith(".json")
  );
  const { code, stdout, stderr } = await task(["parity", ...methods]);
  assert.equal(code, 0, stdout + stderr);
  assert.ok(
    stdout.trimEnd().endsWith(`quantities within tolerance, 0 not, in ${files.length} files`),
    stdout,
  );
  assert.doesNotMatch(stdout, /not compared/);
});

/** What parity says of the first training steps, one step of them, with another configuration and other numbers. */
async function changed(config: object, change: (file: Fixture) => void): Promise<string> {
  const file = JSON.parse(Deno.readTextFileSync(join(FIXTURES, "train_step.s0.json")));
  Object.assign(file.config, config);
  file.steps.length = 1;
  change(file);
  const path = join(temporaryFolder(), "changed.json");
  Deno.writeTextFileSync(path, JSON.stringify(file));
  const { stdout, stderr } = await task(["parity", path], { WALT_ENGINE: "cpu" });
  assert.match(stdout, /^\d+ quantities within tolerance, \d+ not, in 1 file$/m, stderr);
  return stdout;
}

/** The parts of a fixture that tests change. */
interface Fixture {
  readonly config: { readonly lr: number; readonly weight_decay: number };
  readonly steps: { readonly loss: Record<string, number> }[];
  readonly params: Record<string, { readonly data: number[] }>;
  readonly grads: Record<string, { readonly data: number[] }>;
  readonly params_after: Record<string, Record<string, { data: number[] }>>;
}

Deno.test("parity adds up the terms in use, whatever their weight", async () => {
  for (const snico of ["full", "ha", "hb", "none"]) {
    const told = await changed({ snico, snico_weight: 0 }, ({ steps: [first] }) => {
      const { loss } = first!;
      const terms = {
        full: loss["nce_ha"]! + loss["nce_hb"]!,
        ha: loss["nce_ha"]!,
        hb: loss["nce_hb"]!,
        none: 0,
      };
      loss["snico"] = terms[snico as keyof typeof terms];
      loss["total"] = loss["action"]!;
    });
    assert.equal(told.match(/ok +loss\.\S+/g)?.length, 5, told);
  }
});

Deno.test("parity decays what a loss of weight 0 alone reaches, as the reference does", async () => {
  const told = await changed(
    { action_weight: 0 },
    ({ config, steps: [first], params, grads, params_after }) => {
      const { loss } = first!;
      loss["total"] = 0.01 * loss["snico"]!;
      grads["head.weight"]!.data.fill(0);
      params_after["1"]!["head.weight"]!.data = params["head.weight"]!.data.map((w) => {
        const gradient = config.weight_decay * w;
        return w - config.lr * gradient / (Math.abs(gradient) + 1e-8);
      });
    },
  );
  assert.match(told, /ok +grads\.head\.weight/);
  assert.match(told, /ok +params_after\.1\.head\.weight/);
  assert.equal(told.match(/ok +loss\.\S+/g)?.length, 5, told);
});

Deno.test("parity fails where one number differs, and says which", async () => {
  const file = JSON.parse(Deno.readTextFileSync(join(FIXTURES, "train_step.s0.json")));
  file.grads["head.weight"].data[0] += 1e-3;
  file.steps[1].index[0].HB.reverse();
  const path = join(temporaryFolder(), "changed.json");
  Deno.writeTextFileSync(path, JSON.stringify(file));
  const { code, stdout } = await task(["parity", path], { WALT_ENGINE: "cpu" });
  assert.equal(code, 1);
  assert.deepEqual(stdout.match(/FAILED \S+/g), ["FAILED index.HB", "FAILED grads.head.weight"]);
});

Deno.test("parity names file and key of what is no fixture, and compares the other files", async () => {
  const folder = temporaryFolder();
  const text = Deno.readTextFileSync(join(FIXTURES, "train_step.s0.json"));
  const spoil = (name: string, change: (file: Record<string, Record<string, unknown>>) => void) => {
    const file = JSON.parse(text);
    change(file);
    Deno.writeTextFileSync(join(folder, `${name}.json`), JSON.stringify(file));
  };
  spoil("a_head", ({ config }) => config!["head"] = "triple");
  spoil("b_headless", ({ config }) => delete config!["head"]);
  spoil("c_list", ({ params }) => params!["embed.bias"] = "none");
  spoil("d_short", ({ x }) => (x!["data"] as number[]).length = 3);
  spoil("e_stepless", (file) => delete file["steps"]);
  spoil("f_hidden", ({ config }) => config!["hidden"] = 17);
  Deno.writeTextFileSync(join(folder, "g_list.json"), "[1]");
  Deno.copyFileSync(join(FIXTURES, "sampling.s0.json"), join(folder, "h.json"));
  const { code, stdout, stderr } = await task(["parity", folder], { WALT_ENGINE: "cpu" });
  assert.equal(code, 2, stdout + stderr);
  assert.match(stdout, /\n4 quantities within tolerance, 0 not, in 8 files$/m);
  assert.doesNotMatch(stderr, /\n {4}at /);
  const told = stderr.slice(stderr.indexOf("error:")).trim().replaceAll(`${folder}/`, "").split("\n\n");
  assert.deepEqual(told.slice(0, 5), [
    'error: Unknown value "triple" of config.head in "a_head.json"\n  = known: single, double',
    'error: Missing config.head in "b_headless.json"\n  = known: single, double',
    'error: "embed.bias" is "none" in "c_list.json"\n  = expected a tensor, {"shape": [2, 3], "data": [...]}',
    'error: "x" has 3 values: expected 1200, for its shape is [3, 50, 8] in "d_short.json"',
    'error: Missing "steps" in "e_stepless.json"\n  = expected a list',
  ]);
  assert.match(
    told[5]!,
    /^error: Cannot compare "f_hidden\.json": .*\n {2}= do its shapes fit its config\?$/,
  );
  assert.deepEqual(told.slice(6), ['error: A fixture is a map, not [1] in "g_list.json"']);
});

Deno.test("parity looks into the folders of a folder, and says which folder holds no fixture", async () => {
  const folder = temporaryFolder();
  Deno.mkdirSync(join(folder, "a", "b"), { recursive: true });
  Deno.copyFileSync(join(FIXTURES, "sampling.s0.json"), join(folder, "a", "b", "s.json"));
  const found = await task(["parity", folder], { WALT_ENGINE: "cpu" });
  assert.equal(found.code, 0, found.stdout + found.stderr);
  assert.match(found.stdout, /0 not, in 1 file$/m);
  const empty = temporaryFolder();
  const none = await task(["parity", folder, empty], { WALT_ENGINE: "cpu" });
  assert.equal(none.code, 2);
  assert.match(
    none.stderr,
    /^error: No \.json file in ".*" or below\n {2}= name fixture files, or folders of them$/m,
  );
});
