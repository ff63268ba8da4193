/** Builds the playground: one page that needs no server and no network. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { readLibrary } from "./library.ts";
import { renderPlayground } from "./page.ts";

/** This repository, whose recipes the page has. */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The binary that `worker/engine.ts` opens. */
const WASM = new URL("./tfjs-backend-wasm-simd.wasm", import.meta.resolve("@tensorflow/tfjs-backend-wasm"));

/**
 * The page as text. Takes some seconds: both scripts are bundled from their sources.
 *
 * @throws {RunError} When Deno cannot bundle them.
 */
export async function buildPlayground(): Promise<string> {
  const [script, worker] = await Promise.all(["browser/main.ts", "worker/main.ts"].map(bundle));
  return renderPlayground({
    script: script!,
    worker: worker!,
    wasm: await Deno.readFile(WASM),
    library: readLibrary(join(ROOT, "recipes")),
  });
}

/** A script of this folder with all that it imports, as one file for browsers. */
async function bundle(file: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      "--format=iife",
      "--minify",
      fileURLToPath(new URL(file, import.meta.url)),
    ],
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  const lines = new TextDecoder().decode(stderr).trim();
  throw new RunError(
    `Deno cannot bundle ${file}:\n${lines}`,
    "run it once with a network: Deno fetches what bundles at its first use",
  );
}
