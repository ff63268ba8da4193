import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fallbackEngine } from "../../../pipeline/engines/open.ts";
import { fetchedFolder } from "../../../pipeline/engines/tensorflow/install/cache.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { libraryNames, pinnedWheel } from "../../../pipeline/engines/tensorflow/install/libraries.ts";
import { type Ended, runDeno } from "../engines/process.ts";
import { ROOT } from "../../shared.ts";
import { needs } from "../../needs.ts";
import { task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

/** `walt engine` with a python3 that answers by a shell script, in a cache of its own. */
function engine(script: string | undefined, args: string[] = [], env: Record<string, string> = {}): Ended {
  const home = temporaryFolder();
  const bin = join(home, "bin");
  Deno.mkdirSync(bin);
  if (script !== undefined) {
    Deno.writeTextFileSync(join(bin, "python3"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const folders = [home, ...Object.values(env).filter((value) => value.startsWith("/"))];
  const reads = [...folders, ROOT];
  const flags = ["--allow-env", "--allow-run=python3", `--allow-read=${reads}`, `--allow-write=${folders}`];
  const environment = { HOME: home, XDG_CACHE_HOME: join(home, "cache"), PATH: bin, ...env };
  const ended = runDeno(flags, "pipeline/cli/engine_first.ts", ["engine", ...args], environment);
  Deno.removeSync(home, { recursive: true });
  return ended;
}

/** A folder with files named like the libraries. */
function libraries(): string {
  const folder = temporaryFolder();
  const { core, framework } = libraryNames();
  for (const name of [core, framework]) Deno.writeTextFileSync(join(folder, name), "");
  return folder;
}

/** Finds no TensorFlow, and has a pip that fails with that on stderr. */
function failing(stderr: string): string {
  return `case "$1" in -c) echo;; *) [ "$3" = --version ] || { echo '${stderr}' >&2; exit 1; };; esac`;
}

const noNetwork = failing("ERROR: no network");

Deno.test("engineCommand() says in one line why there is no tensorflow, and succeeds", async () => {
  const other = await fallbackEngine() === "webgpu"
    ? "webgpu does the same, as fast as the GPU is"
    : "wasm does the same, about 10 times slower";
  const fetching = /^Fetching TensorFlow \d+\.\d+\.\d+ \(\d{3} MB, \d{3} MB unpacked, into \S+\/walt\)\n/;
  const cases: [string | undefined, string, boolean][] = [
    [undefined, "there is no python3 to download it with", false],
    ['case "$1" in -c) echo;; *) exit 1;; esac', "this python3 has no pip to download it with", false],
    [noNetwork, "pip could not download it (no network)", true],
    [
      failing("ERROR: Exception:\nTraceback:\n  in pip\nValueError: odd"),
      "pip could not download it (ValueError: odd)",
      true,
    ],
    [failing("ERROR: Exception:\nOSError: [Errno 28] No space left on device"), "the disk is full", true],
    [failing("WARNING: slow"), "pip could not download it (it gave no reason)", true],
  ];
  for (const [script, why, tries] of cases) {
    const { code, stdout, stderr } = engine(script);
    assert.deepEqual([code, stdout], [0, ""]);
    assert.equal(fetching.test(stderr), tries);
    const said = stderr.replace(fetching, "");
    assert.equal(said, `TensorFlow is not used, because ${why}; the engine ${other}\n`);
  }
});

/** A cache with libraries that are not what was fetched. */
function damagedCache(): string {
  const cache = temporaryFolder();
  const folder = fetchedFolder(join(cache, "walt"), pinnedWheel()!);
  Deno.mkdirSync(folder, { recursive: true });
  for (const name of Object.values(libraryNames())) Deno.writeTextFileSync(join(folder, name), "cut");
  return cache;
}

const hasWheel = pinnedWheel() !== undefined;

Deno.test({
  ...needs(
    "a library for this system",
    hasWheel,
    "engineCommand() says that what is in the cache is damaged; a repair that fails exits with 1",
  ),
  fn() {
    const cache = damagedCache();
    const env = { XDG_CACHE_HOME: cache };
    const damaged =
      /TensorFlow in walt's cache is damaged: libtensorflow_cc\S+ has 3 bytes instead of \d{9}, /;
    for (const [args, status] of [[[], 0], [["--quiet-if-ready"], 0], [["--repair"], 1]] as const) {
      const { code, stderr } = engine(noNetwork, [...args], env);
      assert.equal(code, status);
      const [fetching, last, ...more] = stderr.replace(/^Checking .*\n/, "").split("\n");
      assert.match(fetching!, new RegExp(`^${damaged.source}.*\\. Fetching TensorFlow \\d`));
      assert.match(
        last!,
        new RegExp(`^TensorFlow is not used, because ${damaged.source}.*, and pip could not`),
      );
      assert.deepEqual(more, [""]);
    }
    Deno.removeSync(cache, { recursive: true });
  },
});

Deno.test({
  ...needs(
    "a library for this system",
    hasWheel,
    "engineCommand() with --check says what is damaged and what to do, and exits with 1",
  ),
  fn() {
    const cache = damagedCache();
    const folder = libraries();
    const size = pinnedWheel()!.files.map(({ bytes }) => bytes);
    const { core, framework } = libraryNames();
    const env = { XDG_CACHE_HOME: cache, WALT_TENSORFLOW: folder, WALT_ENGINE: "wasm" };
    assert.deepEqual(engine(undefined, ["--check"], env), {
      code: 1,
      stderr: "",
      stdout: `TensorFlow from WALT_TENSORFLOW (${folder})
  ${core} is another build than walt fetches, and whole by its header
  ${framework} is another build than walt fetches, and whole by its header
TensorFlow from walt's cache (${fetchedFolder(join(cache, "walt"), pinnedWheel()!)})
  ${core} has 3 bytes instead of ${size[0]}
  ${framework} has 3 bytes instead of ${size[1]}
  = run \`deno task engine --repair\` to fetch it again
`,
    });
    Deno.removeSync(join(folder, core));
    const { code, stdout } = engine(undefined, ["--check"], { ...env, XDG_CACHE_HOME: folder });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /_cc\S+ is missing\n.* header\n {2}= name another folder in WALT_TENSORFLOW, or unset it\n$/,
    );
    for (const path of [cache, folder]) Deno.removeSync(path, { recursive: true });
    const none = engine(undefined, ["--check"]);
    assert.equal(none.code, 0);
    assert.match(
      none.stdout,
      /^There is nothing to check: there is no libtensorflow_cc.* and nothing is in .*\n$/,
    );
  },
});

Deno.test("engineCommand() for a command line fetches where that wants it", () => {
  const told = (...words: string[]) =>
    engine(noNetwork, ["--quiet-if-ready", "--for", JSON.stringify(words)], { READ: ROOT });
  assert.match(told("run", "demo").stderr, /no network/);
  assert.deepEqual(told("run", "demo", "--set", "engine=wasm"), { code: 0, stdout: "", stderr: "" });
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

const cached = locateTensorflow()?.source === "walt's cache";

Deno.test({
  ...needs("tensorflow in walt's cache", cached, "where the engine is ready, no verb is loaded"),
  fn() {
    const flags = ["--allow-env", "--allow-read", `--deny-read=${join(ROOT, "pipeline/cli/main.ts")}`];
    const first = (args: string[]) =>
      runDeno(flags, "pipeline/cli/engine_first.ts", ["engine", ...args], {
        ...Deno.env.toObject(),
        WALT_ENGINE: "",
      });
    assert.deepEqual(first(["--quiet-if-ready"]), { code: 0, stdout: "", stderr: "" });
    assert.match(first([]).stderr, /read access to .*main\.ts/);
  },
});

Deno.test("engineCommand() remembers the library of an importable Python package for who may run nothing", () => {
  const folder = libraries();
  const home = temporaryFolder();
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
  const home = join(temporaryFolder(), "a home");
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
  const folder = temporaryFolder();
  const { code, stderr } = engine("exit 1", [], { WALT_TENSORFLOW: folder });
  Deno.removeSync(folder, { recursive: true });
  assert.equal(code, 2);
  assert.match(stderr, /^error: WALT_TENSORFLOW is ".*", which must be a folder with /);
});
