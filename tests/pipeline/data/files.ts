/** Writes feature files for tests. */
import { dirname } from "node:path";

/** What is unusual about a file. */
export interface NpyOptions {
  readonly type?: "f2" | "f4" | "f8";
  readonly fortran?: boolean;
  readonly version?: number;
  /** Stated instead of the true one. */
  readonly descr?: string;
  readonly shape?: string;
  /** Instead of the whole dictionary. */
  readonly head?: string;
  /** The head ends at a multiple of it. */
  readonly padding?: number;
}

/** The bytes of a .npy file. */
export function npyBytes(rows: readonly (readonly number[])[], options: NpyOptions = {}): Uint8Array {
  const { type = "f4", fortran = false, version = 1, padding = 64 } = options;
  const columns = rows[0]?.length ?? 0;
  const { descr = `<${type}`, shape = `(${rows.length}, ${columns})` } = options;
  const order = fortran ? "True" : "False";
  const dictionary = options.head ?? `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const preamble = version === 1 ? 10 : 12;
  const end = Math.ceil((preamble + dictionary.length + 1) / padding) * padding;
  const values = fortran
    ? Array.from({ length: columns }, (_, c) => rows.map((row) => row[c]!)).flat()
    : rows.flat();
  const size = Number(type[1]);
  const bytes = new Uint8Array(end + values.length * size);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 78, 85, 77, 80, 89, version, 0]);
  if (version === 1) view.setUint16(8, end - preamble, true);
  else view.setUint32(8, end - preamble, true);
  bytes.set(new TextEncoder().encode(dictionary.padEnd(end - preamble - 1) + "\n"), preamble);
  values.forEach((value, i) => {
    if (type === "f2") view.setFloat16(end + i * size, value, true);
    else if (type === "f4") view.setFloat32(end + i * size, value, true);
    else view.setFloat64(end + i * size, value, true);
  });
  return bytes;
}

/** Writes a .npy file, with its folder. */
export async function npyFile(
  path: string,
  rows: readonly (readonly number[])[],
  options: NpyOptions = {},
): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, npyBytes(rows, options));
}
