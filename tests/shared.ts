/** Finds the folder of real data that some tests read: WALT_SHARED, then ../shared beside the checkout. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { needs } from "./needs.ts";

/** The repository's root. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder of real data, or undefined where there is none. */
export function sharedFolder(): string | undefined {
  const given = Deno.env.get("WALT_SHARED");
  return [given, join(ROOT, "..", "shared")].find((folder) => folder && existsSync(join(folder, "data")));
}

/** A test on real data: ignored, and counted as such, where the data are absent. */
export function sharedTest(name: string, run: (folder: string) => void | Promise<void>): void {
  const folder = sharedFolder();
  Deno.test({ ...needs("the folder shared", folder, name), fn: () => run(folder!) });
}
