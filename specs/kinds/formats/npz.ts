/** Format `npz`: what numpy.savez writes. */
import { z } from "zod";
import { format, KEY } from "./format.ts";

/** One array of an archive of them. */
export const npz = format({
  kind: "npz",
  summary:
    "What numpy.savez and numpy.savez_compressed write: arrays by name, each as `npy` has it; of one video or of all",
  endings: [".npz"],
  keyed: true,
  options: () => z.strictObject({ key: KEY }),
});
