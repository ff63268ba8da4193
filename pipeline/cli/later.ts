/** Modules that a command needs, loaded when it is typed. */

/**
 * Imports a module of the command line. Deno reads all that lies behind an import whose path it sees, before anything runs: for
 * all commands together that takes longer than the check of a recipe.
 *
 * @param path From this folder; `M` is the type of the module there.
 */
export async function later<M>(path: string): Promise<M> {
  return await import(new URL(path, import.meta.url).href);
}
