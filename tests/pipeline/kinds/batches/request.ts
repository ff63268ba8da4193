/** What batch makers are asked in tests. */
import type { BatchRequest } from "../../../../pipeline/kinds/batches/batch_maker.ts";
import { uniforms } from "../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../pipeline/random/stream.ts";

/** A request as a run makes it under a seed. */
export function request(
  { seed, ...asked }: Omit<BatchRequest, "uniforms"> & { readonly seed: number },
): BatchRequest {
  const key = streamKey(seed, "batches");
  return { ...asked, uniforms: (count, at) => uniforms(count, key, at) };
}
