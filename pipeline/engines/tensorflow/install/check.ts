/** Reads every libtensorflow that walt knows of whole: what `engine --check` does. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { cacheFolder, damageByHeader, fetchedFolder, rememberedFolder } from "./cache.ts";
import { pinnedGpuBuild } from "./gpu_wheels.ts";
import { type Build, pinnedWheel, platformName, type Wheel } from "./libraries.ts";
import { damage, measure, writeMarker } from "./marker.ts";
import { command } from "../../../../specs/diagnostics/command.ts";

/** What was found in one place. */
export interface Checked {
  /** Where, for people: `WALT_TENSORFLOW`, `walt's cache` or `Python's tensorflow`. */
  readonly source: string;
  readonly folder: string;
  /** What is there, by file, for instance "libtensorflow_cc.so.2 is intact". */
  readonly files: readonly string[];
  /** What to do where one is damaged or missing. */
  readonly remedy: string | undefined;
}

const repair = () => `run \`${command("engine", "--repair")}\` to fetch it again`;
const remedies = () => ({
  "WALT_TENSORFLOW": "name another folder in WALT_TENSORFLOW, or unset it",
  "Python's tensorflow": `install it again, or run \`${
    command("engine", "--repair")
  }\` to fetch one for walt`,
});

/**
 * Checks the libraries in WALT_TENSORFLOW, in walt's cache and in the Python package that was found, in this order, by
 * the hashes of the wheel that walt fetches; what is another build, by its header. The cache remembers the outcome.
 */
export async function checkTensorflow(): Promise<Checked[]> {
  const wheel = pinnedWheel();
  if (!wheel) return [];
  const cache = cacheFolder();
  const given = Deno.env.get("WALT_TENSORFLOW");
  const builds: Build[] = [[wheel], pinnedGpuBuild(platformName()) ?? []].filter((build): build is Build =>
    cache !== undefined && build.length > 0 && existsSync(fetchedFolder(cache, build[0]!))
  );
  const remembered = cache && rememberedFolder(cache);
  return [
    ...(given ? [checkOther("WALT_TENSORFLOW", given, wheel)] : []),
    ...await Promise.all(builds.flat().map((each) => checkFetched(fetchedFolder(cache!, each), each))),
    ...(remembered ? [checkOther("Python's tensorflow", remembered, wheel)] : []),
  ];
}

async function checkFetched(folder: string, wheel: Wheel): Promise<Checked> {
  const marker = measure(folder, wheel, {});
  await writeMarker(folder, marker).catch(() => {});
  const files = wheel.files.map((file) => damage(marker, { files: [file] }) ?? intact(file.path));
  return { source: "walt's cache", folder, files, remedy: damage(marker, wheel) && repair() };
}

function checkOther(source: keyof ReturnType<typeof remedies>, folder: string, wheel: Wheel): Checked {
  const marker = measure(folder, wheel, {});
  const findings = wheel.files.map((file) => {
    const name = basename(file.path);
    if (damage(marker, { files: [file] }) === undefined) return { damaged: false, text: intact(name) };
    const wrong = marker[name] ? damageByHeader(join(folder, name)) : `${name} is missing`;
    const text = wrong ?? `${name} is another build than walt fetches, and whole by its header`;
    return { damaged: wrong !== undefined, text };
  });
  const files = findings.map(({ text }) => text);
  const damaged = findings.some((finding) => finding.damaged);
  return { source, folder, files, remedy: damaged ? remedies()[source] : undefined };
}

function intact(path: string): string {
  return `${basename(path)} is intact`;
}
