/** A command line of `walt` as calls of Deno. */
import { join, resolve } from "node:path";
import { FETCHED_PARTS, type FetchedPart } from "../../files/fetched_parts.ts";
import { LaunchMistake } from "./mistake.ts";
import { CHECKOUT_TASKS, needsOf } from "./verbs.ts";

/** Where walt is, and where the person stands. */
export interface LaunchPlace {
  /** The root of walt. */
  readonly root: string;
  /** The folder in which `walt` was typed. */
  readonly cwd: string;
  /** walt's cache, where the environment names a place for it. */
  readonly cache: string | undefined;
  /** Whether something is on the disk. */
  isThere(path: string): boolean;
}

/** One call of Deno. */
export interface LaunchStep {
  readonly args: readonly string[];
  /** Where it runs, instead of where the person stands. */
  readonly cwd?: string;
  /** Printed before it. */
  readonly notice?: string;
  /** What it fetches, for the answer where that fails. */
  readonly fetches?: string;
  /** Whether the next one begins though this one failed. */
  readonly mayFail?: boolean;
}

/**
 * The calls that a command line takes, each with the permissions of its verb.
 *
 * @throws {LaunchMistake} Where a folder cannot be allowed to be written, and for a task that is no verb.
 */
export function launchSteps(words: readonly string[], place: LaunchPlace): LaunchStep[] {
  const [verb] = words;
  if (words.length === 1 && (verb === "films" || verb === "onnx")) return [fetchRuntime(verb, place)];
  if (CHECKOUT_TASKS.includes(verb!)) {
    const remedy = `in the folder of a checkout, type: ${["deno", "task", verb].join(" ")}`;
    throw new LaunchMistake(`"${verb}" is a task of a checkout of walt, not a verb of the command`, remedy);
  }
  const { permissions, engine, films } = needsOf(words);
  const steps: LaunchStep[] = [];
  if (engine) {
    // It is fetched only where these words have no mistake that is seen at once.
    const call = ["engine", "--quiet-if-ready", "--for", JSON.stringify(words)];
    steps.push(callOf(call, "engine", place));
  }
  if (films && !hasRuntime("films", place)) steps.push({ ...fetchRuntime("films", place), mayFail: true });
  return [...steps, callOf(words, permissions, place)];
}

function fetchRuntime(name: FetchedPart, { root }: LaunchPlace): LaunchStep {
  const { what, size } = FETCHED_PARTS[name];
  return {
    args: ["install", "-q"],
    cwd: join(root, "runtimes", name),
    notice: `Fetching ${what} (${size})`,
    fetches: `${what} (${size})`,
  };
}

function hasRuntime(name: FetchedPart, { root, isThere }: LaunchPlace): boolean {
  const folder = join(root, "runtimes", name, "node_modules");
  return FETCHED_PARTS[name].packages.every((each) => isThere(join(folder, each, "package.json")));
}

function callOf(words: readonly string[], permissions: string, place: LaunchPlace): LaunchStep {
  const written = writtenBy(words, permissions, place);
  const comma = written.find((path) => path.includes(","));
  if (comma !== undefined) {
    // Deno takes a comma in --allow-write for the end of a path.
    const remedy = permissions === "engine"
      ? "let XDG_CACHE_HOME name a folder without one"
      : permissions === "run"
      ? "name a folder without one: --out FOLDER"
      : "type this in a folder without one";
    throw new LaunchMistake(`walt cannot be allowed to write in "${comma}": its path has a comma`, remedy);
  }
  return {
    args: [
      ...["run", "-q", "--no-prompt", "--no-remote", `--config=${join(place.root, "deno.json")}`],
      `-P=${permissions}`,
      ...written.length > 0 ? [`--allow-write=${written.join(",")}`] : [],
      join(place.root, permissions === "engine" ? "pipeline/cli/engine_first.ts" : "pipeline/cli/main.ts"),
      "--as-walt",
      ...words,
    ],
  };
}

/** Verbs that write runs, or beside them. */
const WRITES_RUNS = ["run", "serve"];

/** Folders that a verb may write in besides what its permissions say. */
function writtenBy(words: readonly string[], permissions: string, { cwd, cache }: LaunchPlace): string[] {
  if (permissions === "engine") return cache === undefined ? [] : [cache];
  if (!WRITES_RUNS.includes(permissions)) return [];
  const named = valuesOf(words, ["--out", "--resume", "--folder"]);
  const runs = resolve(cwd, "runs");
  // Who names another folder can do without this one.
  const own = named.length > 0 && runs.includes(",") ? [] : [runs];
  return [...new Set([...own, ...named.map((path) => resolve(cwd, path))])];
}

/** The values of options, `--out x` and `--out=x`. */
function valuesOf(words: readonly string[], options: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    const [option, value] = word.split(/=(.*)/s);
    if (!options.includes(option!)) return [];
    return value === undefined ? words.slice(i + 1, i + 2) : [value];
  }).filter((path) => path !== "");
}
