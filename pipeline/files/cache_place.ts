/** Where walt keeps what it fetches. */
import { join } from "node:path";

/**
 * The folder of walt's cache (which may not exist yet), or undefined where the environment names no home.
 *
 * @param variable Reads a variable of the environment.
 */
export function cachePlace(
  variable: (name: string) => string | undefined,
  isMac: boolean,
): string | undefined {
  const given = variable("XDG_CACHE_HOME");
  if (given) return join(given, "walt");
  const home = variable("HOME");
  if (!home) return undefined;
  return isMac ? join(home, "Library", "Caches", "walt") : join(home, ".cache", "walt");
}
