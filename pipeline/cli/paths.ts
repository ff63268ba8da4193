/** Paths on the command line are relative to where the person stands; tasks run in the repository's root. */
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path that a person gave, as this process reaches it: relative where that is shorter to read. */
export function fromHere(path: string): string {
  const absolute = resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), path);
  const near = relative(Deno.cwd(), absolute);
  return near === "" ? "." : near.startsWith("..") ? absolute : near;
}

/** A path as a person in the repository's root writes it. */
export function shown(path: string): string {
  return relative(ROOT, resolve(path));
}

/** Where the runs of this checkout lie. */
export const RUNS = join(ROOT, "runs");
