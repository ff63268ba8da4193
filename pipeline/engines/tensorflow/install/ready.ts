/** What `engine` finds first, for tasks that call it before their own: it loads little, since they wait for it. */
import { cachedBuild, cacheFolder, fetchedFolder } from "./cache.ts";
import { isUnchanged } from "./marker.ts";

/** Whether what was fetched is there, unchanged since it was checked, and nothing else is asked for by the environment. */
export function isReady(): boolean {
  const engine = Deno.env.get("WALT_ENGINE") || "auto";
  if (Deno.env.get("WALT_TENSORFLOW") || !["auto", "tensorflow"].includes(engine)) return false;
  const cache = cacheFolder();
  const build = cache === undefined ? undefined : cachedBuild(cache);
  return build?.every((wheel) => isUnchanged(fetchedFolder(cache!, wheel), wheel)) ?? false;
}
