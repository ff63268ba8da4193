/** Files of walt that are no modules. */
import { fileURLToPath } from "node:url";

/**
 * The path of a file or folder of walt by that from its root. Where modules come over the network, from JSR, there are no such
 * files: the path names nothing.
 */
export function besideModules(path: string): string {
  const url = new URL(`../../${path}`, import.meta.url);
  return url.protocol === "file:" ? fileURLToPath(url) : `/nowhere/${path}`;
}
