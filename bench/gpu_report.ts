/** `bench/gpu.sh`'s last step: what its parts printed, as one JSON object. */
import { join } from "node:path";
import { describeMachine } from "./machine.ts";

/** One part of the script, as it ended. */
export interface Part {
  readonly name: string;
  /** 124 where it took too long. */
  readonly exit_code: number;
  readonly seconds: number;
  /** Objects of single lines of JSON, such as those of `bench --json`. */
  readonly results: readonly unknown[];
  /** Lines that count something: tests, quantities, mAP. */
  readonly counts: readonly string[];
  /** What it printed last, where it failed. */
  readonly last?: readonly string[];
}

const COUNTS = /\d+ passed|quantities within tolerance|average mAP|^engine |^NVIDIA/;
const LAST_LINES = 15;
// deno-lint-ignore no-control-regex
const COLOURS = /\x1b\[[0-9;]*m/g;

/** A part from its status, `CODE SECONDS`, and all that it printed. */
export function readPart(name: string, status: string, printed: string): Part {
  const [code = NaN, seconds = NaN] = status.trim().split(" ").map(Number);
  const lines = printed.replace(COLOURS, "").split("\n").map((line) => line.trimEnd()).filter((line) =>
    line !== ""
  );
  const results = lines.filter((line) => line.startsWith("{") && line.endsWith("}")).map((line) =>
    JSON.parse(line)
  );
  const counts = lines.filter((line) => COUNTS.test(line) && !line.startsWith("{"));
  return {
    name,
    exit_code: code,
    seconds,
    results,
    counts,
    ...code !== 0 && { last: lines.slice(-LAST_LINES) },
  };
}

if (import.meta.main) {
  const folder = Deno.args[0]!;
  const names = [...Deno.readDirSync(folder)].flatMap(({ name }) =>
    name.endsWith(".status") ? [name.slice(0, -".status".length)] : []
  ).sort();
  const read = (name: string) => Deno.readTextFileSync(join(folder, name));
  const parts = names.map((name) =>
    readPart(name, read(`${name}.status`), `${read(`${name}.out`)}\n${read(`${name}.err`)}`)
  );
  Deno.stdout.writeSync(
    new TextEncoder().encode(
      `${JSON.stringify({ machine: describeMachine(), deno: Deno.version.deno, parts }, undefined, 2)}\n`,
    ),
  );
}
