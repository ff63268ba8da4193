/** Texts of the library. */

/** A zero-terminated text; empty where there is none. */
export function readCString(pointer: Deno.PointerValue): string {
  return pointer === null ? "" : Deno.UnsafePointerView.getCString(pointer);
}
