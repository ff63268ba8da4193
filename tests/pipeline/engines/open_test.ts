import assert from "node:assert/strict";
import { basename, dirname, join } from "node:path";
import { fallbackEngine } from "../../../pipeline/engines/open.ts";
import {
  autoPermissions,
  enginePermissions,
  type Permissions,
} from "../../../pipeline/engines/permissions.ts";
import { fetchedFolder } from "../../../pipeline/engines/tensorflow/install/cache.ts";
import { pinnedWheel } from "../../../pipeline/engines/tensorflow/install/libraries.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { needs } from "../../needs.ts";
import { denoDir, runDeno } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

const found = locateTensorflow();
const empty = temporaryFolder();
const here = found && { WALT_TENSORFLOW: dirname(found.paths.core) };
const gpu = await findAdapter();
/** A driver that is not there. */
const noGpu = { DENO_WEBGPU_BACKEND: "none" };
const nowhere = { XDG_CACHE_HOME: empty, ...noGpu };

/** Opens an engine under exactly the stated permissions. Gives the lines printed. */
function open(wanted: string, permissions: Permissions, env: Record<string, string>): string[] {
  const read = [join(denoDir(), "npm"), empty, ...(env.WALT_TENSORFLOW ? [env.WALT_TENSORFLOW] : [])];
  const flags = [
    ...(permissions.env.length > 0 ? [`--allow-env=${permissions.env}`] : []),
    ...(permissions.ffi ? ["--allow-ffi"] : []),
    ...(permissions.read.length > 0 ? [`--allow-read=${read}`] : []),
  ];
  const { stdout, stderr } = runDeno(flags, "tests/pipeline/engines/open_main.ts", [wanted], env);
  assert.equal(stderr, "");
  return stdout.trimEnd().split("\n");
}

for (const name of ["wasm", "cpu"] as const) {
  Deno.test(`openEngine("${name}") works under its permissions and no others`, () => {
    const [result, reason] = open(name, enginePermissions[name], {});
    assert.equal(result, `11 ${name}`);
    assert.match(reason!, new RegExp(`^engine ${name} \\(.+\\): the recipe or command line asks for it$`));
  });
}

Deno.test({
  ...needs(
    "tensorflow",
    found,
    'openEngine("tensorflow") works under its permissions and no others, and prints nothing of its own',
  ),
  fn() {
    const [result, reason] = open("tensorflow", enginePermissions.tensorflow, here!);
    assert.equal(result, "11 tensorflow");
    assert.match(reason!, /^engine tensorflow \(TensorFlow \d+\.\d+\.\d+ on .+\): .+, from WALT_TENSORFLOW$/);
  },
});

Deno.test({
  ...needs(
    "webgpu",
    gpu,
    'openEngine("webgpu") works under its permissions and no others, and prints nothing of its own',
  ),
  fn() {
    const [result, reason] = open("webgpu", enginePermissions.webgpu, {});
    assert.equal(result, "11 webgpu");
    assert.equal(reason, `engine webgpu (WebGPU on ${gpu!.device}): the recipe or command line asks for it`);
  },
});

Deno.test('openEngine("webgpu") says what to install where there is no GPU', () => {
  const [message, hint] = open("webgpu", enginePermissions.webgpu, noGpu);
  assert.equal(message, "error: cannot open the engine webgpu: there is no GPU that WebGPU can use");
  assert.match(hint!, /apt-get install mesa-vulkan-drivers libvulkan1\), or use the engine wasm$/);
});

Deno.test({
  ...needs("webgpu", gpu, 'openEngine("auto") takes a GPU before wasm, and never a driver that imitates one'),
  fn() {
    const [result, reason] = open("auto", autoPermissions, { XDG_CACHE_HOME: empty });
    assert.equal(result, gpu!.software ? "11 wasm" : "11 webgpu");
    const end = gpu!.software
      ? /, and there is no GPU that WebGPU can use; about 10 times slower$/
      : /; as fast as the GPU is$/;
    assert.match(reason!, end);
  },
});

Deno.test("fallbackEngine() is webgpu where a GPU computes, else wasm", async () => {
  const found = (software: boolean) => Promise.resolve({ adapter: {} as GPUAdapter, device: "", software });
  assert.equal(await fallbackEngine(() => found(false)), "webgpu");
  assert.equal(await fallbackEngine(() => found(true)), "wasm");
  assert.equal(await fallbackEngine(() => Promise.resolve(undefined)), "wasm");
  assert.equal(await fallbackEngine(() => Promise.reject(new Error("no driver"))), "wasm");
});

Deno.test({
  ...needs("tensorflow", found, 'openEngine("auto") takes tensorflow where it is'),
  fn() {
    const [result, reason] = open("auto", autoPermissions, here!);
    assert.equal(result, "11 tensorflow");
    assert.match(reason!, /: the fastest here, from WALT_TENSORFLOW$/);
  },
});

Deno.test('openEngine("auto") takes wasm where tensorflow is not, and says why', () => {
  const [result, reason] = open("auto", autoPermissions, nowhere);
  assert.equal(result, "11 wasm");
  assert.match(
    reason!,
    /^engine wasm .*: there is no libtensorflow_cc.*WALT_TENSORFLOW is not set.*10 times slower$/,
  );
});

Deno.test('openEngine("auto") takes wasm where the library does not load, and says why', () => {
  const broken = temporaryFolder();
  for (const name of ["cc", "framework"]) {
    const file = Deno.build.os === "darwin" ? `libtensorflow_${name}.2.dylib` : `libtensorflow_${name}.so.2`;
    Deno.writeTextFileSync(join(broken, file), "no library");
  }
  const [result, reason] = open("auto", autoPermissions, { ...noGpu, WALT_TENSORFLOW: broken });
  assert.equal(result, "11 wasm");
  assert.match(reason!, /: TensorFlow does not load: .*libtensorflow_cc.*10 times slower$/);
  const [message] = open("tensorflow", enginePermissions.tensorflow, { WALT_TENSORFLOW: broken });
  assert.match(message!, /^error: cannot open the engine tensorflow: TensorFlow does not load: /);
  Deno.removeSync(broken, { recursive: true });
});

Deno.test({
  ...needs(
    "a library for this system",
    pinnedWheel(),
    'openEngine("auto") takes wasm where the library in the cache is damaged, and says so',
  ),
  fn() {
    const cache = join(empty, "damaged");
    const folder = fetchedFolder(join(cache, "walt"), pinnedWheel()!);
    Deno.mkdirSync(folder, { recursive: true });
    for (const { path } of pinnedWheel()!.files) Deno.writeTextFileSync(join(folder, basename(path)), "cut");
    const env = { ...noGpu, XDG_CACHE_HOME: cache };
    const damaged = "TensorFlow in walt's cache is damaged: libtensorflow_cc\\S+ has 3 bytes instead of ";
    const [result, reason] = open("auto", autoPermissions, env);
    assert.equal(result, "11 wasm");
    assert.match(reason!, new RegExp(`^engine wasm .*: ${damaged}.*10 times slower$`));
    const [message, hint] = open("tensorflow", enginePermissions.tensorflow, env);
    assert.match(message!, new RegExp(`^error: cannot open the engine tensorflow: ${damaged}`));
    assert.equal(hint, "  = run `walt engine --repair` to fetch it again, or use the engine wasm");
    Deno.removeSync(cache, { recursive: true });
  },
});

Deno.test('openEngine("auto") obeys WALT_ENGINE, a named engine does not', () => {
  const env = { ...nowhere, WALT_ENGINE: "cpu" };
  assert.match(open("auto", autoPermissions, env)[1]!, /^engine cpu .*: WALT_ENGINE asks for it$/);
  assert.match(open("wasm", autoPermissions, env)[0]!, /wasm/);
});

Deno.test("openEngine() says what is wrong with WALT_ENGINE and WALT_TENSORFLOW", () => {
  assert.deepEqual(open("auto", autoPermissions, { ...nowhere, WALT_ENGINE: "tensorflw" }), [
    'error: WALT_ENGINE is "tensorflw", which must be an engine',
    '  = did you mean "tensorflow"?',
  ]);
  const [message, hint] = open("auto", autoPermissions, { WALT_TENSORFLOW: empty });
  assert.match(
    message!,
    /^error: WALT_TENSORFLOW is ".*", which must be a folder with libtensorflow_cc.* and /,
  );
  assert.match(hint!, /walt engine/);
});

Deno.test('openEngine("tensorflow") says what was looked for where it is not', () => {
  const [message, hint] = open("tensorflow", enginePermissions.tensorflow, nowhere);
  assert.equal(
    message?.includes(`WALT_TENSORFLOW is not set and nothing is in ${join(empty, "walt")}`),
    true,
    message ?? "no message",
  );
  assert.match(hint!, /run `walt engine` to fetch it/);
});
