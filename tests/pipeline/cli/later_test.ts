import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../shared.ts";

const CLI = join(ROOT, "pipeline/cli");
const textOf = (path: string) => readFileSync(path, "utf8");

/** The files that are loaded before a command is known. */
function loadedFirst(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  const imports = /^(?:import|export)(?! type)\b[^;"=]*?from "(\.[^"]+)"/gm;
  for (const [, to] of textOf(path).matchAll(imports)) loadedFirst(join(dirname(path), to!), found);
  return found;
}

Deno.test("what is loaded before a command is known has no import whose path Deno sees, and no engine", () => {
  const files = [...loadedFirst(join(CLI, "main.ts"))];
  assert.ok(files.length > 30);
  for (const file of files) {
    assert.doesNotMatch(textOf(file), /(?<!typeof )\bimport\(\s*"/, file);
    assert.doesNotMatch(textOf(file), /from "@tensorflow/, file);
    assert.doesNotMatch(file, /pipeline\/(engines|graph|training|inference|kinds)\//);
  }
});

Deno.test("later() is told the path of the module whose type it gives", () => {
  const uses = readdirSync(CLI).filter((name) => name.endsWith(".ts")).flatMap((
    name,
  ) => [
    ...textOf(join(CLI, name)).matchAll(/later<\s*typeof import\("([^"]+)"\)\s*>\(\s*"([^"]+)",?\s*\)/g),
  ]);
  assert.ok(uses.length >= 35);
  for (const [, type, path] of uses) {
    assert.equal(path, type);
    assert.ok(existsSync(join(CLI, path!)), path!);
  }
  const all = readdirSync(CLI).filter((name) => name.endsWith(".ts") && name !== "later.ts")
    .reduce((sum, name) => sum + textOf(join(CLI, name)).split("later<").length - 1, 0);
  assert.equal(uses.length, all);
});
