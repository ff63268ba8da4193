import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../../pipeline/cli/main.ts";
import { ROOT } from "../../shared.ts";
import { type FullDisk, fullError, fullFrom } from "../runs/full_disk.ts";
import { recipe, runsOf, withRuns } from "./small_run.ts";

const NAME = "test_full_disk";

const RECIPE = recipe(
  NAME,
  `engine: cpu
inference: { upsample: 1 }`,
);

const SET = [
  "constants.hidden=2",
  "features.sampling.length=6",
  "data.videos={train: 3, test: 1}",
  "data.classes=[dive, jump]",
  "training={batch: 2, steps: 2, checkpoint_every: 1, evaluate_every: 2}",
].flatMap((each) => ["--set", each]);

/** Runs a command line in this process, on a disk that may be full; gives its exit code and what it printed. */
async function command(words: readonly string[], disk?: FullDisk): Promise<{ code: number; text: string }> {
  const printed: Uint8Array[] = [];
  const { open, rename, openSync, mkdirSync } = Deno;
  const note = (bytes: Uint8Array) => printed.push(bytes.slice()) && bytes.length;
  const streams = [Deno.stdout, Deno.stderr].map((stream) => ({ stream, writeSync: stream.writeSync }));
  streams.forEach(({ stream }) => stream.writeSync = note);
  if (disk) Object.assign(Deno, { ...writers(disk), open: disk.system.open, rename: disk.system.rename });
  try {
    const code = await main(["run", ...words]);
    return { code, text: printed.map((bytes) => new TextDecoder().decode(bytes)).join("") };
  } finally {
    streams.forEach(({ stream, writeSync }) => stream.writeSync = writeSync);
    Object.assign(Deno, { open, rename, openSync, mkdirSync });
  }
}

/** What a run calls besides the `FileSystem`: for its folder and its lock. */
function writers({ isFull }: FullDisk): Pick<typeof Deno, "openSync" | "mkdirSync"> {
  const { openSync, mkdirSync } = Deno;
  const unlessFull = <T>(write: () => T): T => {
    if (isFull()) throw fullError();
    return write();
  };
  return {
    mkdirSync: (path, options) => unlessFull(() => mkdirSync(path, options)),
    openSync(path, options) {
      if (!options?.write) return openSync(path, options);
      const file = unlessFull(() => openSync(path, options));
      const writeSync = file.writeSync.bind(file);
      file.writeSync = (bytes) => unlessFull(() => writeSync(bytes));
      return file;
    },
  };
}

/** The one folder of the run, or undefined. */
function folderOf(): string | undefined {
  const folders = runsOf(NAME);
  assert.ok(folders.length <= 1, folders.join());
  return folders[0] && join(ROOT, folders[0]);
}

/** The files of a finished run by name, without what differs between two of the same bits; removes its folder. */
function takeResults(): Record<string, string> {
  const folder = folderOf()!;
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  const results = names.map((name) => {
    const bytes = Deno.readFileSync(join(folder, name));
    if (name !== "result.json") return [name, bytes.toHex()];
    const { seconds, ...result } = JSON.parse(new TextDecoder().decode(bytes));
    assert.equal(typeof seconds, "number");
    return [name, JSON.stringify(result)];
  });
  Deno.removeSync(folder, { recursive: true });
  return Object.fromEntries(results);
}

Deno.test("run says that the disk is full at any of its writes, leaves nothing behind and goes on to the same bits", () =>
  withRuns(NAME, async () => {
    const words = [RECIPE, ...SET];
    const whole = fullFrom(Infinity);
    assert.equal((await command(words, whole)).code, 0);
    const undisturbed = takeResults();
    const files = ["checkpoint-2.safetensors", "checkpoint.json", "environment.json", "ground_truth.json"];
    files.push("metrics.jsonl", "predictions.json", "recipe.yaml", "report.html", "result.json");
    assert.deepEqual(Object.keys(undisturbed), files);
    const blamed = new Set<string>();
    for (let at = 0; at < whole.operations(); at++) {
      const { code, text } = await command(words, fullFrom(at));
      const [, path] =
        /^error: Cannot (?:write|make the folder) "(.*)": the disk is full\n {2}= free some space/m
          .exec(text) ?? assert.fail(`at ${at}: ${text}`);
      assert.equal(code, 1);
      assert.doesNotMatch(text, /mistake in walt/);
      blamed.add(path!.split("/").at(-1)!);
      const folder = folderOf();
      const left = folder ? [...Deno.readDirSync(folder)].map(({ name }) => name) : [];
      assert.deepEqual(left.filter((name) => name.endsWith(".tmp") || name === "lock.json"), [], `at ${at}`);
      const again = await command(folder ? ["--resume", folder] : words);
      assert.equal(again.code, 0, `at ${at}: ${again.text}`);
      assert.deepEqual(takeResults(), undisturbed, `at ${at}`);
    }
    assert.deepEqual([...files, "lock.json"].filter((name) => !blamed.has(name)), []);
  }));
