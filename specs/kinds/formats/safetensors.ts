/** Format `safetensors`: tensors by name. */
import { z } from "zod";
import { format, KEY } from "./format.ts";

/** A tensor of a file of them. */
export const safetensors = format({
  kind: "safetensors",
  summary: "A tensor of a safetensors file, by its name; of one video or of all",
  endings: [".safetensors"],
  keyed: true,
  options: () => z.strictObject({ key: KEY }),
});
