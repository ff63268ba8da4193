/**
 * Rows of zeros, so that products have few sizes. In bfloat16 the library compiles a program for every size and keeps 1024 of
 * them, each of half a megabyte or more.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import { int, type } from "../binding/attributes.ts";
import type { Handle } from "../binding/binding.ts";
import type { Operations } from "../binding/operations.ts";

/** Numbers of rows are multiples of it: 1.4 % more of them in a batch of 4500. */
const STEP = 128;

/**
 * x [rows, columns] with as many rows of zeros below as are missing to a multiple. For inside of a scope.
 *
 * @param of What its elements are.
 * @param rows How many there are where that never varies: a recording takes an input of any, and shows that of its example.
 */
export function padRows<X extends Tensor | Handle>(
  operations: Operations,
  x: X,
  of: "float32" | "bfloat16",
  rows?: number,
): X | Handle {
  if (rows !== undefined && rows % STEP === 0) return x;
  const { run, ints } = operations;
  const [T, int32] = [type(of), type("int32")];
  const none = ints(0);
  const missing = rows === undefined ? missingRows(operations, x, of) : ints(STEP - rows % STEP);
  const list = run("Pack", [none, missing, none, none], { T: int32, N: int(4), axis: int(0) });
  const paddings = run("Reshape", [list, ints([2, 2])], { T: int32, Tshape: int32 });
  const padded = run("Pad", [x, paddings], { T, Tpaddings: int32 });
  // The library does not know how many columns that has, where the rows vary.
  return run("Reshape", [padded, ints([-1, x.shape[1]!])], { T, Tshape: int32 });
}

function missingRows({ run, ints }: Operations, x: Tensor | Handle, of: "float32" | "bfloat16"): Handle {
  const int32 = type("int32");
  const shape = run("Shape", [x], { T: type(of), out_type: int32 });
  const first = run("Slice", [shape, ints([0]), ints([1])], { T: int32, Index: int32 });
  const count = run("Reshape", [first, ints([])], { T: int32, Tshape: int32 });
  return run("FloorMod", [run("Neg", [count], { T: int32 }), ints(STEP)], { T: int32 });
}
