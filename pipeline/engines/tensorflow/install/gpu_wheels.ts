/**
 * The pinned wheels with which TensorFlow computes on a GPU of NVIDIA: its build for CUDA and the libraries that it loads by
 * name. They lie as in Python's site-packages, where each looks for the others. NVIDIA's are under its own licences.
 */
import type { Build, Wheel } from "./libraries.ts";

/** Where NVIDIA's licences are: that of CUDA's libraries and that of cuDNN. */
export const GPU_LICENCES = [
  "https://docs.nvidia.com/cuda/eula",
  "https://docs.nvidia.com/deeplearning/cudnn/latest/reference/eula.html",
] as const;

/** The build of a platform, or undefined where there is none. */
export function pinnedGpuBuild(platform: string): Build | undefined {
  return platform === "linux-x86_64" ? [tensorflow, ...nvidia] : undefined;
}

const FOLDER = "tensorflow-2.21.0-linux-x86_64-gpu";
const python = "3.12";

const tensorflow: Wheel = {
  title: "TensorFlow for GPUs",
  folder: `${FOLDER}/tensorflow`,
  package: "tensorflow",
  version: "2.21.0",
  python,
  platform: "manylinux_2_27_x86_64",
  bytes: 572611111,
  sha256: "b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0",
  files: [{
    path: "tensorflow/libtensorflow_cc.so.2",
    bytes: 1096372272,
    sha256: "2889ecc99d7641620f41a4bea538f4dd4b626f75aa3e12623161ae939054191c",
  }, {
    path: "tensorflow/libtensorflow_framework.so.2",
    bytes: 162648808,
    sha256: "98847c6f0448308159f6d3ff55e13a9e92978598c7fbb34cde63aadf35c6fe84",
  }],
};

const nvidia: readonly Wheel[] = [
  {
    title: "cuBLAS",
    folder: `${FOLDER}/nvidia/cublas/lib`,
    package: "nvidia-cublas-cu12",
    version: "12.9.1.4",
    python,
    platform: "manylinux_2_27_x86_64",
    bytes: 581242350,
    sha256: "453611eb21a7c1f2c2156ed9f3a45b691deda0440ec550860290dc901af5b4c2",
    files: [{
      path: "nvidia/cublas/lib/libcublas.so.12",
      bytes: 105140976,
      sha256: "d63456d94f1b8e2408a8a9538c8740eb474c9eba48a84f420b15e2e10fbcd048",
    }, {
      path: "nvidia/cublas/lib/libcublasLt.so.12",
      bytes: 749205904,
      sha256: "96ddf4891ca4f4ed1475966783a9185df2abd64a81c3cc713b96d036696fc541",
    }],
  },
  {
    title: "CUDA's runtime",
    folder: `${FOLDER}/nvidia/cuda_runtime/lib`,
    package: "nvidia-cuda-runtime-cu12",
    version: "12.9.79",
    python,
    platform: "manylinux2014_x86_64",
    bytes: 3493179,
    sha256: "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3",
    files: [{
      path: "nvidia/cuda_runtime/lib/libcudart.so.12",
      bytes: 741088,
      sha256: "256e6409e4f06f618e1fb53d4844a6b81cdded1013afa8ade40c22f99eb133b7",
    }],
  },
  {
    title: "cuDNN",
    folder: `${FOLDER}/nvidia/cudnn/lib`,
    package: "nvidia-cudnn-cu12",
    version: "9.10.2.21",
    python,
    platform: "manylinux_2_27_x86_64",
    bytes: 706758467,
    sha256: "949452be657fa16687d0930933f032835951ef0892b37d2d53824d1a84dc97a8",
    files: [{
      path: "nvidia/cudnn/lib/libcudnn.so.9",
      bytes: 125136,
      sha256: "3b68ea689be647bce63cb3c2d9edb589add415405a7e9f296d69ca029cae0b8b",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_adv.so.9",
      bytes: 285226600,
      sha256: "9814d64e04fce1f6cbd16d02ccefd6611541b3c61736fb450e334b482635ca07",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_cnn.so.9",
      bytes: 6301096,
      sha256: "655c2d2649466c73b6b4c19705fb6906fd95e331a1f8218314b49f37dd7cafed",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_engines_precompiled.so.9",
      bytes: 547383096,
      sha256: "f504745d346542609f975de51227080647d3675eac576ead82c396b8124f8f28",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_engines_runtime_compiled.so.9",
      bytes: 23094328,
      sha256: "8222672743c4f2e39feb1c365d6f6b6c40f56023471506f49944910847f1ee0a",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_graph.so.9",
      bytes: 4439912,
      sha256: "787c955dce49091ead850e4536666594095ea9f92a8a08879d8ddad466674657",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_heuristic.so.9",
      bytes: 58726712,
      sha256: "2804eee5f6fc11d0299ba07687eda0a974d3b2436357c639706c4e282cc2cc05",
    }, {
      path: "nvidia/cudnn/lib/libcudnn_ops.so.9",
      bytes: 127936080,
      sha256: "34f56d67f3df108949d1e5e03543064e055e217d0f5e53dc6d4f7c9454d852f8",
    }],
  },
  {
    title: "cuFFT",
    folder: `${FOLDER}/nvidia/cufft/lib`,
    package: "nvidia-cufft-cu12",
    version: "11.4.1.4",
    python,
    platform: "manylinux2014_x86_64",
    bytes: 200877592,
    sha256: "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28",
    files: [{
      path: "nvidia/cufft/lib/libcufft.so.11",
      bytes: 291507928,
      sha256: "e1d65ebd08895f9d9883f848f3974f89e0130416252477b18835ba7f15d159bc",
    }],
  },
  // Not in a folder of its own: TensorFlow looks for it in some of the others alone.
  {
    title: "cuSOLVER",
    folder: `${FOLDER}/nvidia/cuda_cupti/lib`,
    package: "nvidia-cusolver-cu12",
    version: "11.7.5.82",
    python,
    platform: "manylinux_2_27_x86_64",
    bytes: 338117415,
    sha256: "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88",
    files: [{
      path: "nvidia/cusolver/lib/libcusolver.so.11",
      bytes: 302024152,
      sha256: "30a1fe2fe22dad7141afaa2878fb6e9d7360b016e164d2153e1f31a46f2a9833",
    }],
  },
  {
    title: "cuSPARSE",
    folder: `${FOLDER}/nvidia/cusparse/lib`,
    package: "nvidia-cusparse-cu12",
    version: "12.5.10.65",
    python,
    platform: "manylinux2014_x86_64",
    bytes: 366465088,
    sha256: "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78",
    files: [{
      path: "nvidia/cusparse/lib/libcusparse.so.12",
      bytes: 486556368,
      sha256: "6d85ab1acdabfe3b5a54aa76bc948c719bcd03e07eede3eb8122b083c1a6ecf7",
    }],
  },
  {
    title: "nvJitLink",
    folder: `${FOLDER}/nvidia/nvjitlink/lib`,
    package: "nvidia-nvjitlink-cu12",
    version: "12.9.86",
    python,
    platform: "manylinux2010_x86_64",
    bytes: 39748338,
    sha256: "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9",
    files: [{
      path: "nvidia/nvjitlink/lib/libnvJitLink.so.12",
      bytes: 95935344,
      sha256: "02d3acb5fe598dd20f0fca3cc03734ad164037a22747a01900561a42d0b8448f",
    }],
  },
];
