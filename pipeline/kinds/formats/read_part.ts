/** Parts of a file. */
import { openRegular } from "../../files/reading.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";

/** A file of which parts are read. */
export interface PartialFile {
  readonly path: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** The bytes from `start` on; throws a UserError where the file ends before them. */
  bytes(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Opens a file for the time of `work`. */
export async function withFile<T>(path: string, work: (file: PartialFile) => Promise<T>): Promise<T> {
  using file = await openRegular(path);
  const { size } = await file.stat();
  return await work({
    path,
    size,
    async bytes(start, length) {
      if (start < 0 || length < 0 || start + length > size) throw truncated(path);
      const bytes = new Uint8Array(length);
      await file.seek(start, Deno.SeekMode.Start);
      for (let at = 0; at < length;) {
        const read = await file.read(bytes.subarray(at));
        if (read === null) throw truncated(path);
        at += read;
      }
      return bytes;
    },
  });
}

/** The mistake of a file that ends too early. */
export function truncated(path: string): Error {
  return userError(`Feature file "${path}" is truncated or damaged`, "copy or make the file again");
}
