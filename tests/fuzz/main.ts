/** `deno task fuzz`: every fuzzer in turn, in a process of its own, until the minutes are over; what it finds is saved. */
import { Command } from "commander";
import { join } from "node:path";
import { printJson, printOut } from "../../pipeline/cli/terminal/print.ts";
import { type Counts, fuzz } from "./fuzzer.ts";
import { FUZZERS } from "./fuzzers.ts";

/** Where what was found lies. */
const FOUND = "fuzz-found";
/** Milliseconds of one turn of a fuzzer. */
const TURN = 60_000;
/** A process that says nothing for so long hangs, in milliseconds. */
const SILENCE = 150_000;

const command = new Command("deno task fuzz")
  .argument("[name...]", `fuzzers, all of them by default: ${Object.keys(FUZZERS).join(", ")}`)
  .option("--minutes <number>", "how long to try", Number, 10)
  .option("--seed <number>", "the first seed; every turn takes the next one", Number, 1)
  .option("--turn <name>", "one turn of a fuzzer, in this process")
  .parse(Deno.args, { from: "user" });
const { minutes, seed, turn } = command.opts<{ minutes: number; seed: number; turn?: string }>();

if (turn !== undefined) await takeTurn(turn, seed, minutes * 60_000);
else Deno.exit(await takeTurns(command.args.length > 0 ? command.args : Object.keys(FUZZERS)));

/** One turn, for the process above: a line before every input, the counts at the end. */
async function takeTurn(name: string, seed: number, time: number): Promise<void> {
  const fuzzer = await FUZZERS[name]!();
  const counts: Counts = new Map();
  const tried = (input: unknown) => printJson({ tried: JSON.stringify(input) });
  try {
    await fuzz(fuzzer, seed, { runs: Number.MAX_SAFE_INTEGER, time, timed: true, tried }, counts);
  } finally {
    printJson({ counts: Object.fromEntries(counts) });
  }
}

async function takeTurns(names: readonly string[]): Promise<number> {
  const end = performance.now() + minutes * 60_000;
  const totals = new Map(names.map((name) => [name, new Map() as Counts]));
  let found = 0;
  for (let at = 0; performance.now() < end; at++) {
    const name = names[at % names.length]!;
    const left = end - performance.now();
    const result = await watchTurn(name, seed + at, Math.min(TURN, left));
    for (const [word, count] of Object.entries(result.counts)) {
      totals.get(name)!.set(word, (totals.get(name)!.get(word) ?? 0) + count);
    }
    if (result.failure === undefined) continue;
    found++;
    await Deno.mkdir(FOUND, { recursive: true });
    const file = join(FOUND, `${name}-${seed + at}.txt`);
    await Deno.writeTextFile(file, result.failure);
    printOut(`found    ${file}`);
  }
  for (const [name, counts] of totals) {
    const words = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([word, n]) => `${word} ${n}`);
    printOut(`${name.padEnd(12)} ${words.join(", ")}`);
  }
  printOut(`${found} found`);
  return found === 0 ? 0 : 1;
}

/** A turn in a process of its own, which is ended where it hangs. */
async function watchTurn(
  name: string,
  seed: number,
  time: number,
): Promise<{ counts: Record<string, number>; failure?: string }> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", import.meta.filename!, "--turn", name, "--seed", `${seed}`].concat(
      "--minutes",
      `${time / 60_000}`,
    ),
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let last = "";
  let counts: Record<string, number> = {};
  let runs = 0;
  let hung = false;
  const end = () => {
    hung = true;
    process.kill("SIGKILL");
  };
  let silence = setTimeout(end, SILENCE);
  const errors = new Response(process.stderr).text();
  let rest = "";
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    clearTimeout(silence);
    silence = setTimeout(end, SILENCE);
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines.filter((each) => each.startsWith("{"))) {
      const said = JSON.parse(line) as { tried?: string; counts?: Record<string, number> };
      if (said.tried !== undefined) {
        last = said.tried;
        runs++;
      } else counts = said.counts ?? counts;
    }
  }
  const { code, signal } = await process.status;
  clearTimeout(silence);
  if (code === 0) return { counts };
  const how = hung ? `no word for ${SILENCE / 1000} s` : signal ?? `exit code ${code}`;
  const again = `deno task fuzz ${name} --seed ${seed} --minutes 1`;
  const failure =
    `${how}, seed ${seed}, run ${runs}; again: ${again}\n\nlast tried:\n${last}\n\n${await errors}`;
  return { counts: { ...counts, FAILED: 1 }, failure };
}
