/** A disk in memory that loses power: what was not synced may be lost, in parts. */
import { dirname, join } from "node:path";
import type { FileSystem } from "../../../pipeline/files/write.ts";

interface Inode {
  /** What programs read. */
  bytes: Uint8Array;
  /** What is on the disk for certain. */
  synced: Uint8Array;
}

/** A change of names in a folder; a rename is one change. */
interface Change {
  readonly folder: string;
  apply(names: Map<string, Inode>): void;
}

/** Thrown when the power goes. */
export class PowerLoss extends Error {}

/** A disk whose power goes at an operation, counted from 0; it counts them all where that is never reached. */
export function modelDisk(powerLossAt = Infinity) {
  const names = new Map<string, Inode>();
  const syncedNames = new Map<string, Inode>();
  let pending: Change[] = [];
  let operations = 0;
  const operation = () => {
    if (operations >= powerLossAt) throw new PowerLoss(`at operation ${powerLossAt}`);
    operations++;
  };
  const change = (folder: string, apply: Change["apply"]) => {
    apply(names);
    pending.push({ folder, apply });
  };
  const openFolder = (folder: string) => ({
    write: () => Promise.reject(new Error("a folder")),
    sync() {
      operation();
      pending.filter((each) => each.folder === folder).forEach(({ apply }) => apply(syncedNames));
      pending = pending.filter((each) => each.folder !== folder);
      return Promise.resolve();
    },
    [Symbol.dispose]() {},
  });
  const openFile = (inode: Inode) => ({
    write(bytes: Uint8Array) {
      operation();
      // The disk takes half of what is left at a time.
      const taken = bytes.slice(0, Math.ceil(bytes.length / 2));
      inode.bytes = new Uint8Array([...inode.bytes, ...taken]);
      return Promise.resolve(taken.length);
    },
    sync() {
      operation();
      inode.synced = inode.bytes;
      return Promise.resolve();
    },
    [Symbol.dispose]() {},
  });
  const system: FileSystem = {
    // deno-lint-ignore require-await -- an error is a rejection
    async open(path, { createNew, append }) {
      if (!createNew && !append) return openFolder(path);
      operation();
      if (createNew) {
        const inode = { bytes: new Uint8Array(), synced: new Uint8Array() };
        change(dirname(path), (map) => map.set(path, inode));
      }
      return openFile(names.get(path)!);
    },
    // deno-lint-ignore require-await -- an error is a rejection
    async rename(from, to) {
      operation();
      const inode = names.get(String(from))!;
      change(dirname(String(to)), (map) => {
        map.delete(String(from));
        map.set(String(to), inode);
      });
    },
    // deno-lint-ignore require-await -- an error is a rejection
    async remove(path) {
      operation();
      change(dirname(String(path)), (map) => map.delete(String(path)));
    },
    async *readDir(folder) {
      for (const path of [...names.keys()]) {
        if (dirname(path) === folder) yield { name: path.slice(folder.length + 1) };
      }
    },
  };
  return {
    system,
    operations: () => operations,
    /** Writes to a real folder what is left after the power went; `kept` decides for each thing that was not synced. */
    restore(folder: string, kept: () => boolean): void {
      pending.filter(kept).forEach(({ apply }) => apply(syncedNames));
      for (const [path, { bytes, synced }] of syncedNames) {
        const half = synced.length + Math.ceil((bytes.length - synced.length) / 2);
        const rest = kept() ? bytes : kept() ? bytes.slice(0, half) : synced;
        Deno.writeFileSync(join(folder, path.slice(dirname(path).length + 1)), rest);
      }
    },
  };
}
