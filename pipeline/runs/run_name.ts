/** What a run folder is called: `<name>-<hash8>-s<seed>`. */
import { createHash } from "node:crypto";
import { parse, stringify } from "yaml";
import type { Program } from "../../specs/program.ts";
import { extensionHashes, usedBy } from "./extension_hashes.ts";

/** Eight hexadecimal digits of the resolved recipe, its extensions and the data; neither seed nor places count. */
export function runHash(program: Program, dataHash: string): string {
  const recipe = parse(program.resolved) as {
    data: { root?: string };
    training: { seed?: number };
    use?: unknown;
  };
  delete recipe.data.root;
  delete recipe.training.seed;
  delete recipe.use;
  const hash = createHash("sha256").update(stringify(recipe)).update(dataHash);
  Object.values(extensionHashes(usedBy(program))).forEach((each) => hash.update(each));
  return hash.digest("hex").slice(0, 8);
}

/** What the folder of a run is called: the recipe's name, the hash and the seed. */
export function runName(program: Program, { hash }: { readonly hash: string }): string {
  const { name, training } = program.recipe;
  return `${name}-${runHash(program, hash)}-s${training.seed}`;
}
