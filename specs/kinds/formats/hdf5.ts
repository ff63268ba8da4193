/** Format `hdf5`: a data set of a file of them. */
import { z } from "zod";
import { format, KEY } from "./format.ts";

/** A data set of an HDF5 file. */
export const hdf5 = format({
  kind: "hdf5",
  summary: "A data set of an HDF5 file, by its path in the file; of one video or of all",
  endings: [".h5", ".hdf5"],
  keyed: true,
  options: () => z.strictObject({ key: KEY }),
});
