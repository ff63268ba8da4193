/** Which server is started, and how. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The first of some folders that is a checkout of walt; undefined where none is. */
export function checkoutOf(folders) {
  return folders.find((folder) => {
    const file = join(folder, "deno.json");
    return existsSync(file) && readFileSync(file, "utf8").includes('"name": "@walt/walt"');
  });
}

/** The language server of a checkout, as its task starts it. */
export function serverOf(checkout, deno) {
  const args = ["task", "--quiet", "--config", join(checkout, "deno.json"), "lsp"];
  return { command: deno, args, options: { cwd: checkout } };
}
