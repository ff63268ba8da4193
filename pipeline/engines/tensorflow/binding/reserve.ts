/** One stretch of addresses for the library's allocator. */
import { dtypes, int64s } from "./attributes.ts";
import type { Symbols } from "./symbols.ts";

/** Addresses, not memory: the system gives memory to what is touched. */
const BYTES = 2 ** 31 - 64;

/**
 * Lets the allocator reserve its addresses at once. By itself it takes regions of doubling size, and what is left over in
 * each of them is too small for the next large tensor.
 */
export function reserveAddresses(library: Symbols): void {
  const tensor = library.TF_AllocateTensor(dtypes.uint8, int64s([BYTES]), 1, BigInt(BYTES));
  if (tensor !== null) library.TF_DeleteTensor(tensor);
}
