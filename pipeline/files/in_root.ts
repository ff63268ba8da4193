/** Paths that recipes state. */
import { isAbsolute, join } from "node:path";

/** Where a stated path is: below the root of the data set, or at the path itself where it is absolute. */
export function inRoot(root: string, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}
