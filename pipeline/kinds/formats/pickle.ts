/** How format `pickle` is refused. */
import { pickle as spec } from "../../../specs/kinds/formats/pickle.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { kindRun } from "../kind.ts";
import { pickleHint, THEN_ARCHIVE, torchHint } from "./conversion.ts";
import type { FeatureFormat } from "./format.ts";
import { withFile } from "./read_part.ts";

/** Objects that Python pickled: torch.save puts theirs into an archive. */
export const pickle = kindRun(spec, (): FeatureFormat => ({ readHead: refuse, readRows: refuse }));

async function refuse(path: string): Promise<never> {
  const start = await withFile(path, ({ size, bytes }) => bytes(0, Math.min(size, ARCHIVE.length)));
  const torch = ARCHIVE.every((byte, i) => start[i] === byte);
  throw userError(
    `Feature file "${path}" holds ${
      torch ? "tensors that torch.save pickled" : "pickled Python objects"
    }: wanted an array`,
    `${
      torch ? torchHint(path) : pickleHint(path)
    }\nthen name the .npy files in path of the source; ${THEN_ARCHIVE}`,
  );
}

/** What archives begin with. */
const ARCHIVE = [0x50, 0x4b, 3, 4];
