/** `data split`: lists of training and test videos. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { openAnnotations } from "../annotations/layouts/open.ts";
import { count, examples } from "../annotations/layout.ts";
import { collectMistakes } from "../annotations/mistakes.ts";
import { readNameList } from "../annotations/name_list.ts";
import { isThere } from "../files/reading.ts";
import { cannotWrite, writeWhole } from "../files/write.ts";
import { permutation } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";
import { fromHere, pathWord } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";

/** Options of `data split`. */
export interface SplitOptions {
  /** The folder that gets the lists. */
  readonly out: string;
  /** The part of the videos that are tested. */
  readonly test: number;
  readonly seed: number;
}

/** The videos that are drawn from, with their labels where the file states them. */
type Labelled = ReadonlyMap<string, readonly string[]>;

/** Writes `split_train.txt` and `split_test.txt`; 0 when they are there. */
export async function splitCommand(from: string, { out, test, seed }: SplitOptions): Promise<number> {
  const videos = await videosOf(fromHere(from));
  const names = [...videos.keys()].sort();
  const tested = Math.round(names.length * test);
  if (tested < 1 || tested >= names.length) {
    throw userError(
      `${count(names.length, "video")} cannot be split: --test ${test} gives ${tested} to test`,
      "name another part, with a video on both sides",
    );
  }
  const order = Array.from(permutation(names.length, streamKey(seed, "split"), 0), (i) => names[i]!);
  const lists = { test: order.slice(0, tested).sort(), train: order.slice(tested).sort() };
  const folder = fromHere(out);
  for (const split of ["train", "test"] as const) {
    const path = join(folder, `split_${split}.txt`);
    if (isThere(path)) throw userError(`"${path}" is there already`, "remove it, or name another --out");
  }
  await Deno.mkdir(folder, { recursive: true }).catch((error) => {
    throw cannotWrite(folder, error);
  });
  for (const split of ["train", "test"] as const) {
    const path = join(folder, `split_${split}.txt`);
    await writeWhole(path, `${lists[split].join("\n")}\n`);
    printOut(`${count(lists[split].length, "video")} in ${pathWord(path)}`);
    const labels = new Set(lists[split].flatMap((video) => videos.get(video)!));
    const absent = [...new Set([...videos.values()].flat())].filter((label) => !labels.has(label)).sort();
    if (absent.length > 0) {
      printErr(`warning: no ${split} video has ${examples(absent)}: another --seed may give it some`);
    }
  }
  return 0;
}

async function videosOf(path: string): Promise<Labelled> {
  if (/\.(?:txt|list)$/.test(path)) {
    const mistakes = collectMistakes(`Cannot use "${path}"`, path);
    const { names } = await readNameList(path, "video", mistakes);
    mistakes.throwIfAny();
    return new Map(names.map(({ name }) => [name, []]));
  }
  const { database } = await openAnnotations(path);
  return new Map(
    Array.from(database, ([name, { labels }]) => [name, labels.map(({ label }) => label)] as const),
  );
}
