/** A small wheel with libraries, for tests of what fetches and keeps them. */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { libraryNames, type Wheel } from "../../../../../pipeline/engines/tensorflow/install/libraries.ts";

/** Where the libraries are in the wheel. */
export const [corePath, frameworkPath] = Object.values(libraryNames()).map((name) =>
  `tensorflow/${name}`
) as [
  string,
  string,
];
/** Their names. */
export const names = [basename(corePath), basename(frameworkPath)];

/** What they contain: one that shrinks in a wheel, and one that does not. */
export const core = new TextEncoder().encode("core ".repeat(500_000));
export const framework = Uint8Array.from({ length: 50_000 }, (_, i) => i * i % 251);

/** A wheel with two libraries among other files: its bytes and how it is pinned. */
export function makeWheel(): { bytes: Uint8Array; wheel: Wheel } {
  const content: Zippable = {
    "tensorflow/LICENSE": new Uint8Array(10),
    [corePath]: core,
    [`tensorflow/include/${names[0]}`]: new Uint8Array(20),
    [frameworkPath]: [framework, { level: 0 }],
  };
  const bytes = zipSync(content, { mtime: "2026-01-01" });
  const wheel = {
    title: "TensorFlow",
    folder: "tensorflow-1.2.3-any",
    package: "tensorflow-cpu",
    version: "1.2.3",
    python: "3.12",
    platform: "any",
    bytes: bytes.length,
    sha256: sha256(bytes),
    files: [
      { path: corePath, bytes: core.length, sha256: sha256(core) },
      { path: frameworkPath, bytes: framework.length, sha256: sha256(framework) },
    ],
  };
  return { bytes, wheel };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
