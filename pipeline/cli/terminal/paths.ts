/** Paths on the command line are relative to where the person stands; tasks run in the repository's root. */
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** Where the runs of this checkout lie. */
export const RUNS = join(ROOT, "runs");

/** Where it is kept what the heads of many feature files said. */
export const HEADS = join(RUNS, ".heads");

/** A path that a person gave, as this process reaches it: relative where that is shorter to read. */
export function fromHere(path: string): string {
  const absolute = resolve(standing(), path);
  const near = relative(Deno.cwd(), absolute);
  return near === "" ? "." : near.startsWith("..") ? absolute : near;
}

/** A path as the person can paste it: relative to where they stand in the repository, absolute from elsewhere. */
export function toPaste(path: string): string {
  const absolute = resolve(path);
  return isInRepository() ? relative(resolve(standing()), absolute) || "." : absolute;
}

/** A path as the person can type it in a command. */
export function pathWord(path: string): string {
  return shellWord(toPaste(path));
}

/** A path of the repository, the same wherever the person stands. */
export function fromRoot(path: string): string {
  return relative(ROOT, resolve(path));
}

/** A command as the person can paste it. */
export function taskCommand(...words: readonly string[]): string {
  const place = isInRepository() ? [] : ["--config", join(ROOT, "deno.json")];
  return ["deno", "task", ...place, ...words].map(shellWord).join(" ");
}

/** A word as a shell takes it for one. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function standing(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

function isInRepository(): boolean {
  const near = relative(ROOT, resolve(standing()));
  return !near.startsWith("..") && !isAbsolute(near);
}
