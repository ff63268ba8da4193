/** Files of arrays, in formats that take some writing. */
import h5wasm, { File } from "h5wasm";

type Arrays = Readonly<Record<string, readonly (readonly number[])[]>>;

/** The bytes of a safetensors file of float32 matrices. */
export function tensorsBytes(arrays: Arrays): Uint8Array {
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(arrays).map(([name, rows]) => {
      const begin = end;
      end += 4 * rows.length * rows[0]!.length;
      return [name, { dtype: "F32", shape: [rows.length, rows[0]!.length], data_offsets: [begin, end] }];
    }),
  );
  const text = new TextEncoder().encode(JSON.stringify({ __metadata__: { by: "a test" }, ...header }));
  const values = new Uint8Array(Float32Array.from(Object.values(arrays).flat(2)).buffer);
  const bytes = new Uint8Array(8 + text.length + values.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(values, 8 + text.length);
  return bytes;
}

const { FS } = await h5wasm.ready;

/** The bytes of an HDF5 file of float32 matrices, by their paths. */
export function hdf5Bytes(arrays: Arrays): Uint8Array {
  const file = new File("/written.h5", "w");
  for (const [path, rows] of Object.entries(arrays)) {
    const [name, ...groups] = path.split("/").reverse();
    const group = groups.reverse().reduce(
      (parent, each) => parent.create_group(each),
      file as ReturnType<File["create_group"]>,
    );
    group.create_dataset({
      name: name!,
      data: Float32Array.from(rows.flat()),
      shape: [rows.length, rows[0]!.length],
    });
  }
  file.flush();
  file.close();
  return FS.readFile("/written.h5");
}
