/** One stretch of addresses for the library's allocator, which never returns memory to the system by itself. */
import { openLibc } from "../../../files/libc.ts";
import { dtypes, int64s } from "./attributes.ts";
import type { Symbols } from "./symbols.ts";

/** What is reserved. */
export interface Reserve {
  /** Returns memory that no tensor lies in to the system, where it can take it. What is taken later is cleared again. */
  returnUnused(): void;
}

/** Addresses, not memory: the system gives memory to what is touched. */
const BYTES = 2 ** 31 - 64;
/** Free pieces are found from the longest to the shortest of these. */
const [LONGEST, SHORTEST] = [2 ** 29, 2 ** 22];
/** At least what the system counts memory in. */
const PAGE = 65536n;
/** Of Linux, where what lies in the memory is forgotten at once. */
const MADV_DONTNEED = 4;

/**
 * Lets the allocator reserve its addresses at once. By itself it takes regions of doubling size, and what is left over in
 * each of them is too small for the next large tensor.
 */
export function reserveAddresses(library: Symbols): Reserve {
  /** Undefined where there are no addresses left, which the library takes ten seconds to find out. */
  function allocate(bytes: number): { tensor: Deno.PointerObject; address: bigint } | undefined {
    const tensor = library.TF_AllocateTensor(dtypes.uint8, int64s([bytes]), 1, BigInt(bytes));
    if (tensor === null) return undefined;
    const address = BigInt(Deno.UnsafePointer.value(library.TF_TensorData(tensor)));
    if (address > 0n) return { tensor, address };
    library.TF_DeleteTensor(tensor);
    return undefined;
  }

  const whole = allocate(BYTES);
  if (!whole) return { returnUnused() {} };
  const begin = whole.address;
  library.TF_DeleteTensor(whole.tensor);
  const isInside = (address: bigint) => address >= begin && address < begin + BigInt(BYTES);

  return {
    returnUnused() {
      const libc = Deno.build.os === "linux"
        ? openLibc({ madvise: { parameters: ["pointer", "usize", "i32"], result: "i32" } })
        : undefined;
      if (!libc) return;
      const taken: Deno.PointerObject[] = [];
      let areLeft = true;
      for (let bytes = LONGEST; areLeft && bytes >= SHORTEST; bytes /= 2) {
        for (let inside = true; inside;) {
          const piece = allocate(bytes);
          areLeft = piece !== undefined;
          if (!piece) break;
          const { tensor, address } = piece;
          taken.push(tensor);
          inside = isInside(address);
          if (!inside) continue;
          const first = (address + PAGE - 1n) / PAGE * PAGE;
          const size = (address + BigInt(bytes)) / PAGE * PAGE - first;
          libc.symbols.madvise(Deno.UnsafePointer.create(first), size, MADV_DONTNEED);
        }
      }
      for (const tensor of taken) library.TF_DeleteTensor(tensor);
      libc.close();
    },
  };
}
