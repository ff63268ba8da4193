/** `deno task mutate`: changes one thing in a copy of the sources, and says which tests notice; again and again. */
import { Command } from "commander";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printOut } from "../../pipeline/cli/terminal/print.ts";
import { permutation } from "../../pipeline/random/draw.ts";
import { streamKey } from "../../pipeline/random/stream.ts";
import { ROOT, sharedFolder } from "../shared.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";
import { findNear, sourcesOf } from "./near.ts";

/** A mutation of a file. */
interface Mutant extends Mutation {
  readonly file: string;
}

const command = new Command("deno task mutate")
  .option("--count <number>", "how many mutants to try", Number, 20)
  .option("--seed <number>", "what draws them", Number, 0)
  .option("--path <path...>", "folders or files to change", ["specs", "pipeline"])
  .option(
    "--rings <number>",
    "how far tests may be, beside the one at the mirrored path: 1 is those that import the file",
    Number,
    2,
  )
  .option(
    "--seconds <number>",
    "time limit of a ring of tests",
    Number,
    120,
  )
  .option("--whole", "run all tests where the near ones notice nothing", false)
  .parse(Deno.args, { from: "user" });
const options = command.opts<
  { count: number; seed: number; path: string[]; rings: number; seconds: number; whole: boolean }
>();

const known = new Map<string, boolean>();
const copy = Deno.makeTempDirSync({ prefix: "walt-mutate-" });
const remove = () => Deno.removeSync(copy, { recursive: true });
Deno.addSignalListener("SIGINT", () => {
  remove();
  Deno.exit(130);
});
try {
  copyTree();
  const near = findNear(copy, options.rings);
  const counts = new Map<string, number>();
  for (const mutant of drawMutants()) {
    const by = await stoppedBy(mutant, near(mutant.file));
    const how = by === undefined ? "NOTHING" : by.endsWith(".ts") ? "tests" : by;
    counts.set(how, (counts.get(how) ?? 0) + 1);
    printOut(`${(by ?? "NOTHING").padEnd(50)} ${describe(mutant)}`);
  }
  printOut([...counts].map(([how, n]) => `${how} ${n}`).join(", "));
} finally {
  remove();
}

/** Copies what git knows and what it does not ignore. */
function copyTree(): void {
  const { stdout } = new Deno.Command("git", {
    args: ["-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  }).outputSync();
  for (const file of new TextDecoder().decode(stdout).split("\0")) {
    if (file === "" || !existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(copy, file));
  }
}

/** The mutants of a seed: every file as likely as any other, then every mutation of it. */
function drawMutants(): Mutant[] {
  const { seed, count, path } = options;
  const piles = sourcesOf(copy, path).map((file) => {
    const mutations = mutationsOf(readFileSync(join(copy, file), "utf8"));
    const order = permutation(mutations.length, streamKey(seed, `mutate.${file}`), 0);
    return [...order].map((i): Mutant => ({ file, ...mutations[i]! }));
  });
  const deepest = Math.max(...piles.map((pile) => pile.length));
  return Array.from({ length: deepest }, (_, turn) => {
    const order = permutation(piles.length, streamKey(seed, "mutate.files"), turn);
    return [...order].flatMap((i) => piles[i]![turn] ?? []);
  }).flat().slice(0, count);
}

/** Who notices a mutant: "types", a test file, or nobody; "time" where the tests took too long, which may be the mutant. */
async function stoppedBy({ file, begin, end, text }: Mutant, rings: string[][]): Promise<string | undefined> {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  writeFileSync(path, source.slice(0, begin) + text + source.slice(end));
  try {
    if (!(await deno(["check", "--quiet", file])).success) return "types";
    for (const files of options.whole ? [...rings, []] : rings) {
      const { success, late, output } = await test(files);
      if (success) continue;
      if (late) return "time";
      const by = /=> \.\/(\S+_test\.ts)/.exec(output)?.[1] ?? files[0] ?? "";
      writeFileSync(path, source);
      if (!await passes(by)) throw new Error(`${by} fails without a mutant too`);
      return by;
    }
    return undefined;
  } finally {
    writeFileSync(path, source);
  }
}

/** Whether a test file passes on the sources as they are, which is tried once. */
async function passes(file: string): Promise<boolean> {
  if (!known.has(file)) known.set(file, (await test([file])).success);
  return known.get(file)!;
}

function test(files: readonly string[]): ReturnType<typeof deno> {
  return deno(["test", "--allow-all", "--no-check", "--sanitize-resources", "--fail-fast", ...files]);
}

async function deno(args: string[]): Promise<{ success: boolean; late: boolean; output: string }> {
  const shared = sharedFolder();
  const end = AbortSignal.timeout(options.seconds * 1000);
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: copy,
    env: { NO_COLOR: "1", ...(shared ? { WALT_SHARED: shared } : {}) },
    signal: end,
    stderr: "null",
  }).output();
  return { success, late: end.aborted, output: new TextDecoder().decode(stdout) };
}

function describe({ file, begin, end, text, kind }: Mutant): string {
  const source = readFileSync(join(copy, file), "utf8");
  const line = source.slice(0, begin).split("\n").length;
  const short = (words: string) => {
    const flat = words.replace(/\s+/g, " ");
    return flat.length > 70 ? `${flat.slice(0, 67)}...` : flat;
  };
  return `${file}:${line} ${kind}: ${short(source.slice(begin, end))} -> ${short(text)}`;
}
