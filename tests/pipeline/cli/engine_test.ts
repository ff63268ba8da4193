import assert from "node:assert/strict";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fallbackEngine } from "../../../pipeline/engines/open.ts";
import { libraryNames } from "../../../pipeline/engines/tensorflow/libraries.ts";
import { type Ended, runDeno } from "../engines/process.ts";
import { task } from "./process.ts";

/** `walt engine` with a python3 that answers by a shell script, in a cache of its own. */
function engine(script: string | undefined, args: string[] = [], env: Record<string, string> = {}): Ended {
  const home = mkdtempSync(join(tmpdir(), "walt-engine-"));
  const bin = join(home, "bin");
  Deno.mkdirSync(bin);
  if (script !== undefined) {
    Deno.writeTextFileSync(join(bin, "python3"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const folders = [home, ...Object.values(env).filter((value) => value.startsWith("/"))];
  const flags = ["--allow-env", "--allow-run=python3", `--allow-read=${folders}`, `--allow-write=${folders}`];
  const environment = { HOME: home, XDG_CACHE_HOME: join(home, "cache"), PATH: bin, ...env };
  const ended = runDeno(flags, "pipeline/cli/engine.ts", args, environment);
  Deno.removeSync(home, { recursive: true });
  return ended;
}

/** A folder with files named like the libraries. */
function libraries(): string {
  const folder = mkdtempSync(join(tmpdir(), "walt-libraries-"));
  const { core, framework } = libraryNames();
  for (const name of [core, framework]) Deno.writeTextFileSync(join(folder, name), "");
  return folder;
}

Deno.test("engineCommand() says in one line why there is no tensorflow, and succeeds", async () => {
  const other = await fallbackEngine() === "webgpu"
    ? "webgpu does the same, as fast as the GPU is"
    : "wasm does the same, about 10 times slower";
  const noPackage = 'case "$1" in -c) echo;; ';
  const cases: [string | undefined, RegExp][] = [
    [undefined, /there is no python3 to download it with/],
    [noPackage + "*) exit 1;; esac", /this python3 has no pip to download it with/],
    [
      noPackage + '*) [ "$3" = --version ] || { echo "ERROR: no network" >&2; exit 1; };; esac',
      /pip could not download it \(no network\)/,
    ],
  ];
  for (const [script, why] of cases) {
    const { code, stdout, stderr } = engine(script);
    assert.deepEqual([code, stdout], [0, ""]);
    assert.match(stderr, why);
    assert.match(stderr, new RegExp(`^TensorFlow is not used, because .*; the engine ${other}\n$`));
  }
});

Deno.test("engineCommand() does nothing when WALT_ENGINE names another engine", () => {
  const { code, stderr } = engine("exit 1", [], { WALT_ENGINE: "wasm" });
  assert.equal(code, 0);
  assert.match(stderr, /^TensorFlow is not used, because WALT_ENGINE is wasm;.*\n$/);
});

Deno.test("engineCommand() finds the folder of WALT_TENSORFLOW, and is silent where told to be", () => {
  const folder = libraries();
  const env = { WALT_TENSORFLOW: folder };
  assert.deepEqual(engine("exit 1", [], env), {
    code: 0,
    stdout: "",
    stderr: `TensorFlow is ready, from WALT_TENSORFLOW (${folder})\n`,
  });
  assert.deepEqual(engine("exit 1", ["--quiet-if-ready"], env), { code: 0, stdout: "", stderr: "" });
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("engineCommand() remembers the library of an importable Python package for who may run nothing", () => {
  const folder = libraries();
  const home = mkdtempSync(join(tmpdir(), "walt-engine-"));
  const env = { XDG_CACHE_HOME: home };
  const script = `echo ${folder}`;
  const first = engine(script, [], { ...env, FOLDER: folder });
  assert.match(first.stderr, /^TensorFlow is ready, from Python's tensorflow \(/);
  const pointer = JSON.parse(Deno.readTextFileSync(join(home, "walt", "tensorflow.json")));
  assert.deepEqual(pointer, { folder });
  const second = engine(undefined, [], { ...env, FOLDER: folder });
  assert.equal(second.stderr, `TensorFlow is ready, from Python's tensorflow (${folder})\n`);
  Deno.removeSync(folder, { recursive: true });
  assert.match(engine(undefined, [], { ...env, FOLDER: folder }).stderr, /^TensorFlow is not used/);
  Deno.removeSync(home, { recursive: true });
});

Deno.test("deno task engine keeps its cache in a folder whose name has a space", async () => {
  const folder = libraries();
  const home = join(mkdtempSync(join(tmpdir(), "walt-engine-")), "a home");
  Deno.mkdirSync(join(home, "bin"), { recursive: true });
  Deno.writeTextFileSync(join(home, "bin", "python3"), `#!/bin/sh\necho "${folder}"\n`, { mode: 0o755 });
  const [path, denoDir] = [Deno.env.get("PATH")!, await denoCache()];
  for (const cache of [{ HOME: home }, { HOME: "/nowhere", XDG_CACHE_HOME: join(home, "caches") }]) {
    const env = { XDG_CACHE_HOME: "", WALT_TENSORFLOW: "", DENO_DIR: denoDir, ...cache };
    const { code, stderr } = await task(["engine"], { ...env, PATH: `${join(home, "bin")}:${path}` });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /TensorFlow is ready, from Python's tensorflow \(/);
  }
  assert.ok(existsSync(join(home, "caches", "walt", "tensorflow.json")));
  Deno.removeSync(dirname(home), { recursive: true });
  Deno.removeSync(folder, { recursive: true });
});

/** Where Deno keeps its own cache, for a process of another home. */
async function denoCache(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

Deno.test("engineCommand() refuses a folder without the libraries", () => {
  const folder = mkdtempSync(join(tmpdir(), "walt-libraries-"));
  const { code, stderr } = engine("exit 1", [], { WALT_TENSORFLOW: folder });
  Deno.removeSync(folder, { recursive: true });
  assert.equal(code, 2);
  assert.match(stderr, /^error: WALT_TENSORFLOW is ".*", which must be a folder with /);
});
