/** The files of libtensorflow, and the pinned wheel of every platform that has them. */

/** Where the two libraries are. */
export interface LibraryPaths {
  readonly core: string;
  readonly framework: string;
}

/** A Python wheel that holds libraries. */
export interface Wheel {
  /** What is in it, for people. */
  readonly title: string;
  /** Where its libraries lie, below walt's cache. */
  readonly folder: string;
  /** The package's name for pip. */
  readonly package: string;
  readonly version: string;
  /** pip's --python-version and --platform, which choose the one wheel whose hash is pinned. */
  readonly python: string;
  readonly platform: string;
  /** Of the wheel: its size in bytes and its SHA-256 in hexadecimal. */
  readonly bytes: number;
  readonly sha256: string;
  /** What is taken out of it. */
  readonly files: readonly WheelFile[];
}

/** A file in a wheel: its path there, its size in bytes and its SHA-256 in hexadecimal. */
export interface WheelFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The libraries' file names on an operating system. */
export function libraryNames(os: typeof Deno.build.os = Deno.build.os): LibraryPaths {
  return os === "darwin"
    ? { core: "libtensorflow_cc.2.dylib", framework: "libtensorflow_framework.2.dylib" }
    : { core: "libtensorflow_cc.so.2", framework: "libtensorflow_framework.so.2" };
}

/** Operating system and processor, as in `linux-x86_64`. */
export function platformName(): string {
  return `${Deno.build.os}-${Deno.build.arch}`;
}

/** The wheels that together compute on a kind of processor, TensorFlow's first. */
export type Build = readonly [Wheel, ...Wheel[]];

/** What a wheel's files take once unpacked, in bytes. */
export function unpackedBytes(wheel: Wheel): number {
  return wheel.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The wheel for a platform, or undefined where there is none. */
export function pinnedWheel(platform: string = platformName()): Wheel | undefined {
  return wheels[platform];
}

const TITLE = "TensorFlow";
const version = "2.21.0";
const python = "3.12";

const wheels: Readonly<Record<string, Wheel>> = {
  "linux-x86_64": {
    title: TITLE,
    folder: `tensorflow-${version}-linux-x86_64`,
    package: "tensorflow-cpu",
    version,
    python,
    platform: "manylinux_2_27_x86_64",
    bytes: 274000871,
    sha256: "dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb",
    files: [
      {
        path: "tensorflow/libtensorflow_cc.so.2",
        bytes: 788086608,
        sha256: "6505a4b9657e62100c6bdacb683957a395cb047725042945aaa50e40a71e429e",
      },
      {
        path: "tensorflow/libtensorflow_framework.so.2",
        bytes: 65222328,
        sha256: "f060b323b26ef80add21b9df9428de3aeaf2843d772c5bb098745f7abff3709b",
      },
    ],
  },
  "linux-aarch64": {
    title: TITLE,
    folder: `tensorflow-${version}-linux-aarch64`,
    package: "tensorflow",
    version,
    python,
    platform: "manylinux_2_27_aarch64",
    bytes: 281946471,
    sha256: "b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552",
    files: [
      {
        path: "tensorflow/libtensorflow_cc.so.2",
        bytes: 814885544,
        sha256: "5f7de6ba6478ed7b83767a6e661e3e6e6931b05c64db14ba98250e52316a007c",
      },
      {
        path: "tensorflow/libtensorflow_framework.so.2",
        bytes: 68176664,
        sha256: "deade33b9ab90ff468fd1d1f8f6079bec5a3a507cf2d13c3218aa8beec28aeb3",
      },
    ],
  },
  "darwin-aarch64": {
    title: TITLE,
    folder: `tensorflow-${version}-darwin-aarch64`,
    package: "tensorflow",
    version,
    python,
    platform: "macosx_12_0_arm64",
    bytes: 223488205,
    sha256: "56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712",
    files: [
      {
        path: "tensorflow/libtensorflow_cc.2.dylib",
        bytes: 691352648,
        sha256: "e003ba85c57343137691f436beed1b13fe93e9dbe54acdbcc285fe2d8090f6c5",
      },
      {
        path: "tensorflow/libtensorflow_framework.2.dylib",
        bytes: 49452976,
        sha256: "34f4b7baabc727dbd85e67741df3f4ce4f07e21b7ab57b9f818a3701d99b1287",
      },
    ],
  },
};
