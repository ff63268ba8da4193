/** Arrays that are refused. */
import assert from "node:assert/strict";
import { parseNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";

/** What is told of the bytes of a file. */
export function refused(bytes: Uint8Array): string {
  try {
    parseNpy(bytes, "v.npy");
  } catch (error) {
    assert(error instanceof UserError);
    return error.message;
  }
  throw new Error("nothing was refused");
}
