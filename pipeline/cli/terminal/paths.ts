/**
 * Paths on the command line are relative to where the person stands. Tasks run in the root of the checkout, and `walt`
 * where it is typed.
 */
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setCommand, shellWord } from "../../../specs/diagnostics/command.ts";
import { setGuide } from "../../../specs/diagnostics/guide.ts";
import { enterOwnRecipes } from "../../files/own_recipes.ts";

/** The root of walt: that of its checkout, or of the copy that an installed one runs from. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** The first argument of walt's own process where a person typed `walt`. */
export const AS_WALT = "--as-walt";

let isTask = true;

/** Says that a person typed `walt`, or else a task; to be called before anything is printed. */
export function enter(asWalt: boolean): void {
  isTask = !asWalt;
  enterOwnRecipes();
  if (asWalt) setGuide(join(ROOT, "docs"));
  const place = asWalt || isInRepository() ? [] : ["--config", join(ROOT, "deno.json")];
  setCommand(...asWalt ? ["walt"] : ["deno", "task", ...place]);
}

/** What another process of walt is told first, for it to speak as this one does. */
export function entered(): string[] {
  return isTask ? [] : [AS_WALT];
}

/** Whether a person typed `walt`, not a task. */
export function isTyped(): boolean {
  return !isTask;
}

/** The folder that has `runs`: the root for tasks, and for `walt` where the person stands. */
function home(): string {
  return isTask ? ROOT : Deno.cwd();
}

/** Where runs lie unless a person says otherwise. */
export function runsFolder(): string {
  return join(home(), "runs");
}

/** Where it is kept what the heads of many feature files said. */
export function headsFolder(): string {
  return join(runsFolder(), ".heads");
}

/** A path that a person gave, as this process reaches it: relative where that is shorter to read. */
export function fromHere(path: string): string {
  const absolute = resolve(standing(), path);
  const near = relative(Deno.cwd(), absolute);
  return near === "" ? "." : near.startsWith("..") ? absolute : near;
}

/** A path as the person can paste it: relative where they stand in the checkout or above the path, else absolute. */
export function toPaste(path: string): string {
  const absolute = resolve(path);
  const near = relative(resolve(standing()), absolute) || ".";
  return isInRepository() || (!isTask && !near.startsWith("..")) ? near : absolute;
}

/** A path as the person can type it in a command. */
export function pathWord(path: string): string {
  return shellWord(toPaste(path));
}

/** A path of a run, the same wherever the person stands: relative to the folder that has `runs` where it is in that. */
export function fromRoot(path: string): string {
  const near = relative(home(), resolve(path));
  return isTask || !near.startsWith("..") ? near : resolve(path);
}

/** A file of walt by its path from the root. */
export function fromWalt(path: string): string {
  return relative(ROOT, resolve(path));
}

function standing(): string {
  return isTask ? Deno.env.get("INIT_CWD") ?? Deno.cwd() : Deno.cwd();
}

function isInRepository(): boolean {
  const near = relative(ROOT, resolve(standing()));
  return !near.startsWith("..") && !isAbsolute(near);
}
