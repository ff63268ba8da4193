/** A disk that is full at a moment of choice. */
import type { FileSystem } from "../../../pipeline/files/write.ts";

/** The machine's own, also where a test puts others in their place. */
const { open, rename, remove, readDir } = Deno;

/** A file system whose disk is full. */
export interface FullDisk {
  readonly system: FileSystem;
  /** Counts an operation that writes, and says whether the disk is full by then. */
  isFull(): boolean;
  /** How many there were. */
  operations(): number;
}

/** What the system says. */
export const fullError = () => new Error("No space left on device (os error 28)");

/** The machine's file system, whose disk is full from an operation on, counted from 0; half of that write is done. */
export function fullFrom(at: number): FullDisk {
  let operations = 0;
  const isFull = () => operations++ >= at;
  const error = () => Promise.reject(fullError());
  const system: FileSystem = {
    remove,
    readDir,
    rename: (from, to) => isFull() ? error() : rename(from, to),
    async open(path, options) {
      if (options.createNew && isFull()) return await error();
      const file = await open(path, options);
      return {
        sync: () => file.sync(),
        async write(bytes) {
          if (!isFull()) return await file.write(bytes);
          await file.write(bytes.subarray(0, bytes.length / 2));
          return await error();
        },
        [Symbol.dispose]: () => file.close(),
      };
    },
  };
  return { system, isFull, operations: () => operations };
}
