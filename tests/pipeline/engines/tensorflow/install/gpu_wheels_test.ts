import assert from "node:assert/strict";
import { basename } from "node:path";
import { cachedBuild, fetchedFolder } from "../../../../../pipeline/engines/tensorflow/install/cache.ts";
import { pinnedGpuBuild } from "../../../../../pipeline/engines/tensorflow/install/gpu_wheels.ts";
import { pinnedWheel, platformName } from "../../../../../pipeline/engines/tensorflow/install/libraries.ts";
import { chosenBuild } from "../../../../../pipeline/engines/tensorflow/install/prepare.ts";
import { needs } from "../../../../needs.ts";
import { temporaryFolder } from "../../../../temporary.ts";

const build = pinnedGpuBuild("linux-x86_64")!;

/** The folders in which TensorFlow's framework library of 2.21.0 looks for others: `readelf -d` shows them. */
const LOOKED_IN = ["nccl", "cuda_cupti", "cublas", "cudnn", "cufft", "cusparse", "cuda_runtime", "nvshmem"];

Deno.test("pinnedGpuBuild() lays every library that TensorFlow loads by name where it looks", () => {
  const [tensorflow, ...nvidia] = build;
  const root = tensorflow.folder.replace(/\/tensorflow$/, "");
  const looked = LOOKED_IN.map((name) => `${root}/nvidia/${name}/lib`);
  const found = nvidia.filter(({ folder }) => looked.includes(folder))
    .flatMap(({ files }) => files.map(({ path }) => basename(path)));
  const loaded = ["cudart.so.12", "cublas.so.12", "cublasLt.so.12", "cufft.so.11", "cusolver.so.11"];
  for (const name of [...loaded, "cusparse.so.12", "cudnn.so.9"]) {
    assert.ok(found.includes(`lib${name}`), name);
  }
  // What cuFFT, cuSOLVER and cuSPARSE look for beside themselves.
  assert.ok(nvidia.some(({ folder }) => folder === `${root}/nvidia/nvjitlink/lib`));
  assert.equal(new Set(build.map(({ folder }) => folder)).size, build.length);
  assert.equal(pinnedGpuBuild("linux-aarch64"), undefined);
});

Deno.test({
  ...needs(
    "a build for GPUs",
    pinnedGpuBuild(platformName()),
    "cachedBuild() takes the build for GPUs where there is a driver, or nothing else",
  ),
  fn() {
    const cache = temporaryFolder();
    const make = (folder: string) => Deno.mkdirSync(folder, { recursive: true });
    const names = (hasDriver: boolean) => cachedBuild(cache, () => hasDriver)?.[0].package;
    assert.equal(names(true), undefined);
    make(fetchedFolder(cache, build[0]));
    assert.deepEqual([names(true), names(false)], ["tensorflow", "tensorflow"]);
    make(fetchedFolder(cache, pinnedWheel()!));
    assert.deepEqual([names(true), names(false)], ["tensorflow", "tensorflow-cpu"]);
  },
});

Deno.test({
  ...needs(
    "a build for GPUs",
    pinnedGpuBuild(platformName()) && !Deno.env.has("WALT_TENSORFLOW"),
    "chosenBuild() takes the build for GPUs where it is asked for, or there is a driver and no other; and says so",
  ),
  fn() {
    const cache = temporaryFolder();
    const chosen = (gpu: boolean, hasDriver: boolean) => {
      const said: string[] = [];
      const found = chosenBuild(cache, { gpu, say: (line) => said.push(line) }, () => hasDriver);
      return [found?.[0].package, said.join()];
    };
    assert.deepEqual(chosen(false, false), ["tensorflow-cpu", ""]);
    const taken = "Found a driver for NVIDIA's GPUs: taking the TensorFlow that computes there";
    assert.deepEqual(chosen(false, true), ["tensorflow", taken]);
    assert.deepEqual(chosen(true, true), ["tensorflow", ""]);
    const none = "Found no driver for NVIDIA's GPUs: TensorFlow computes on the CPU until there is one";
    assert.deepEqual(chosen(true, false), ["tensorflow", none]);
    Deno.mkdirSync(fetchedFolder(cache, pinnedWheel()!), { recursive: true });
    assert.deepEqual(chosen(false, true), ["tensorflow-cpu", ""]);
  },
});
