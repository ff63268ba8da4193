/** Files for the HDF5 library, which reads them in parts through a file system of its own. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { File } from "h5wasm";

type Library = Awaited<ReturnType<typeof load>>;

/** What a stream of the library's file system does. */
interface StreamOperations {
  read(stream: unknown, buffer: Int8Array, offset: number, length: number, position: number): number;
  mmap?: unknown;
}

/** A file of the library's file system. */
interface Node {
  stream_ops: StreamOperations;
  readonly usedBytes: number;
}

let library: Promise<Library> | undefined;
let opened = 0;

/** Loaded when it is first needed: it is large, and most features are in other files. */
async function load() {
  const { default: h5wasm, File } = await import("h5wasm");
  const module = await h5wasm.ready;
  // Mistakes are thrown instead of printed.
  module.activate_throwing_error_handler();
  return { module, File };
}

/**
 * Opens an HDF5 file for the time of `work`.
 *
 * @throws {UserError} When it is none, or damaged.
 */
export async function withHdf5<T>(path: string, work: (file: File) => T): Promise<T> {
  const { module: { FS }, File } = await (library ??= load());
  const name = `features_${opened++}.h5`;
  using source = Deno.openSync(path);
  place(FS, name, source);
  let file: File | undefined;
  try {
    try {
      file = new File(`/${name}`, "r");
    } catch {
      throw userError(
        `Feature file "${path}" is no HDF5 file, or truncated`,
        "copy or make it again, for instance with h5py",
      );
    }
    return work(file);
  } finally {
    file?.close();
    FS.unlink(`/${name}`);
  }
}

/** Puts a file where the library looks for it: parts of it are read when they are wanted. */
function place(system: Library["module"]["FS"], name: string, source: Deno.FsFile): void {
  const { size } = source.statSync();
  const create = (system as unknown as {
    createFile(parent: string, name: string, properties: object, canRead: boolean, canWrite: boolean): Node;
  }).createFile;
  const node = create("/", name, {}, true, false);
  Object.defineProperty(node, "usedBytes", { get: () => size });
  node.stream_ops = {
    ...node.stream_ops,
    read(_, buffer, offset, length, position) {
      const wanted = Math.max(0, Math.min(length, size - position));
      const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, wanted);
      source.seekSync(position, Deno.SeekMode.Start);
      let at = 0;
      while (at < wanted) {
        const read = source.readSync(bytes.subarray(at));
        if (read === null) break;
        at += read;
      }
      return at;
    },
  };
  delete node.stream_ops.mmap;
}
