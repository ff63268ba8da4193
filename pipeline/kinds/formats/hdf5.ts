/** How format `hdf5` is read. */
import type { Dataset, File } from "h5wasm";
import { hdf5 as spec } from "../../../specs/kinds/formats/hdf5.ts";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { requireRegular } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import type { FeatureFormat } from "./format.ts";
import { withHdf5 } from "./hdf5_file.ts";
import { arrayName, arrayPath, type KeyOptions } from "./keyed.ts";
import { storedArray } from "./stored_array.ts";
import { oddType, type RawValues } from "./value_type.ts";

/** Data sets of files that the HDF5 library reads. */
export const hdf5 = kindRun(spec, (options): FeatureFormat => ({
  async names(path) {
    await requireRegular(path);
    return await withHdf5(path, namesOf);
  },
  async readHead(path, video) {
    return await withDataset(path, video, options, ({ shape, metadata }) => {
      const { signed, type, size, littleEndian } = metadata;
      const code = type === FLOAT ? "f" : type === ENUM ? "b" : signed ? "i" : "u";
      const stored = oddType({ code, size: size as 1, bigEndian: !littleEndian && size > 1 });
      return { shape: shape!, size: Deno.statSync(path).size, type: stored };
    });
  },
  async readRows(path, video) {
    return await withDataset(path, video, options, (dataset, where) => {
      return storedArray(rawOf(valueOf(dataset), where), dataset.shape!, where);
    });
  },
}));

/** Classes of types in HDF5. */
const INTEGER = 0;
const FLOAT = 1;
const COMPOUND = 6;
const ENUM = 8;

/** Whether values are what h5py makes of booleans: bytes called FALSE and TRUE. */
function areBooleans({ type, size, enum_type: names }: Dataset["metadata"]): boolean {
  return type === ENUM && size === 1 && names !== undefined &&
    Object.keys(names.members).sort().join() === "FALSE,TRUE";
}

/** The values of a data set. The library has no float16: it is told that they are integers, and gives their bits. */
function valueOf(dataset: Dataset): unknown {
  const { metadata } = dataset;
  if (metadata.type === FLOAT && metadata.size === 2) {
    Object.defineProperty(dataset, "metadata", { value: { ...metadata, type: INTEGER, signed: false } });
    const bits = dataset.value as Uint16Array;
    return new Float16Array(bits.buffer, bits.byteOffset, bits.length);
  }
  return dataset.value;
}

async function withDataset<T>(
  path: string,
  video: string,
  options: KeyOptions,
  use: (dataset: Dataset, where: string) => T,
): Promise<T> {
  await requireRegular(path);
  return await withHdf5(path, (file) => {
    const { name, dataset } = datasetOf(file, path, video, options);
    const where = arrayPath(path, name);
    const { shape, metadata } = dataset;
    const { type, vlen } = metadata;
    if (type !== INTEGER && type !== FLOAT && !areBooleans(metadata) || vlen) {
      throw userError(
        `Feature file "${where}" has values that are no numbers: wanted floats, integers or booleans`,
        type === COMPOUND
          ? "write it anew with h5py's create_dataset(name, data=...): of complex numbers " +
            "numpy.concatenate([array.real, array.imag], -1), of records the field that is the features"
          : 'write it anew with numbers: h5py\'s create_dataset(name, data=array.astype("<f4"))',
      );
    }
    if (!shape || shape.includes(0)) {
      throw userError(
        `Feature file "${where}" has shape [${shape ?? ""}]: wanted at least one row and one value`,
      );
    }
    try {
      return use(dataset, where);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const filters = dataset.filters.map(({ name }) => name).join(", ");
      throw userError(
        `Feature file "${where}" cannot be read${filters ? `: it is packed by ${filters}` : ""}`,
        'write it anew, packed by nothing or gzip: h5py\'s create_dataset(name, data=array, compression="gzip")',
      );
    }
  });
}

/** The data set that is read. Listing all takes time, and is done where the name alone does not lead to it. */
function datasetOf(file: File, path: string, video: string, options: KeyOptions) {
  const wanted = options.key?.replaceAll("{video}", () => video);
  const known = wanted === undefined ? undefined : asDataset(file, wanted);
  if (wanted !== undefined && known) return { name: wanted, dataset: known };
  const name = arrayName(knownNames(file, path), options, "hdf5", path, video);
  return { name, dataset: asDataset(file, name)! };
}

let last: { readonly stamp: string; readonly names: readonly string[] } | undefined;

/** The paths of all data sets, kept of the last file: thousands of videos may be looked for in vain. */
function knownNames(file: File, path: string): readonly string[] {
  const { size, mtime, ino } = Deno.statSync(path);
  const stamp = `${path} ${ino} ${size} ${mtime?.getTime()}`;
  if (last?.stamp !== stamp) last = { stamp, names: namesOf(file) };
  return last.names;
}

/** The paths of all data sets. */
function namesOf(file: File): string[] {
  return file.paths().filter((name) => asDataset(file, name)).map((name) => name.replace(/^\//, ""));
}

function asDataset(file: File, name: string): Dataset | undefined {
  try {
    const found = file.get(name);
    return found && "metadata" in found && "filters" in found ? found as Dataset : undefined;
  } catch {
    return undefined;
  }
}

function rawOf(value: unknown, where: string): RawValues {
  if (value instanceof Float32Array || value instanceof Float64Array) return value;
  if (value instanceof Float16Array) return new Uint16Array(value.buffer, value.byteOffset, value.length);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return { integers: value as Int32Array };
  }
  throw userError(
    `Feature file "${where}" has values of a type that is not known: wanted floats or integers`,
  );
}
