/** Heads of feature files as they were read before: files of the same size and times are not opened again. */
import { join } from "node:path";
import { writeWhole } from "../../files/write.ts";
import { VERSION } from "../../version.ts";
import { contentHash } from "../content_hash.ts";
import type { FileHead } from "./format.ts";

/** A head with the sample of its file. */
export type SampledHead = FileHead & { readonly sample: string };

/** What is known of the files of a data set. */
export interface HeadIndex {
  /** How many heads were known, and their files as they were. */
  readonly known: number;
  /** The head of a file, by `read` where it is not known; `video` is for files that hold several. */
  headOf(path: string, video: string, read: () => Promise<SampledHead>): Promise<SampledHead>;
  /**
   * Keeps what is known now, where that is more than before.
   *
   * @throws {RunError} When it cannot be written.
   */
  save(): Promise<void>;
}

/** What tells a file from what it was; a copy over it has another time of change, whatever else it keeps. */
type Stamp = readonly [size: number, modified: number, changed: number, file: number];

/** From so many files on heads are kept: fewer are opened at once. */
const MANY = 1000;

/** A file that was changed so many ms ago may change again within the same tick of its clock. */
const SETTLED = 2000;

/**
 * Opens the index in `folder` of files that are read as `reading` says, whatever that has.
 *
 * @param count How many files there are.
 * @returns Undefined where an index is not worth it.
 */
export async function openHeadIndex(
  folder: string,
  reading: unknown,
  count: number,
): Promise<HeadIndex | undefined> {
  if (count < MANY) return undefined;
  const name = contentHash([["version", VERSION], ["reading", JSON.stringify(reading)]]).slice(0, 16);
  const path = join(folder, `${name}.json`);
  const before = await readIndex(path);
  const now = new Map<string, readonly [Stamp, SampledHead]>();
  const stat = quickStat();
  let known = 0;
  return {
    get known() {
      return known;
    },
    async headOf(file, video, read) {
      const [stamp, isSettled] = stampOf(await stat(file));
      const key = `${file}\n${video}`;
      const [was, head] = before.get(key) ?? [];
      if (head && stamp.every((value, i) => value === was![i])) {
        known++;
        now.set(key, [stamp, head]);
        return head;
      }
      const fresh = await read();
      if (isSettled) now.set(key, [stamp, fresh]);
      return fresh;
    },
    async save() {
      if (known === now.size) return;
      await Deno.mkdir(folder, { recursive: true });
      await writeWhole(path, JSON.stringify([...now]));
    },
  };
}

/** How many files are looked at before it is known how long one takes, and from how many ms each on it is worth to wait for many. */
const TRIED = 64;
const SLOW = 0.2;

/** One after the other where the answers come at once, as from a disk of this machine; else many at a time. */
function quickStat(): (path: string) => Deno.FileInfo | Promise<Deno.FileInfo> {
  let tried = 0;
  let spent = 0;
  return (path) => {
    if (tried >= TRIED && spent > SLOW * TRIED) return Deno.stat(path);
    const began = performance.now();
    try {
      return Deno.statSync(path);
    } finally {
      if (tried < TRIED) {
        tried++;
        spent += performance.now() - began;
      }
    }
  };
}

function stampOf({ size, mtime, ctime, ino }: Deno.FileInfo): [Stamp, isSettled: boolean] {
  const [modified, changed] = [mtime, ctime].map((time) => time?.getTime() ?? 0) as [number, number];
  return [[size, modified, changed, ino ?? 0], Date.now() - Math.max(modified, changed) > SETTLED];
}

/** An index that is absent or damaged knows nothing. */
async function readIndex(path: string): Promise<Map<string, readonly [Stamp, SampledHead]>> {
  try {
    const entries: unknown = JSON.parse(await Deno.readTextFile(path));
    return Array.isArray(entries) && entries.every(isEntry) ? new Map(entries) : new Map();
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, readonly [Stamp, SampledHead]] {
  if (!Array.isArray(entry) || typeof entry[0] !== "string" || !Array.isArray(entry[1])) return false;
  const [stamp, head] = entry[1] as [unknown, Partial<SampledHead> | null];
  return isNumbers(stamp, 4) && typeof head === "object" && head !== null && isNumbers(head.shape, 2) &&
    isNumbers(head.array) && typeof head.size === "number" && typeof head.sample === "string";
}

function isNumbers(value: unknown, length?: number): boolean {
  return Array.isArray(value) && (length === undefined || value.length === length) &&
    value.every((each) => typeof each === "number");
}
