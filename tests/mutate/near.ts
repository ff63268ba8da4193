/** Which tests are near a source. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/**
 * The tests near a source, the nearest ring first: the one at the mirrored path, those that import the source, those that
 * import who imports it. A ring without tests is left out.
 */
export type Near = (source: string) => string[][];

/** The golden messages, which are near everything in specs. */
const MESSAGES = "tests/specs/compile_errors_test.ts";

/** TypeScript files below folders, relative to a root. */
export function sourcesOf(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    if (folder.endsWith(".ts")) return [folder];
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  }).sort();
}

/** Reads who imports whom, leaving out what imports types alone. `rings` counts those beside the mirrored path. */
export function findNear(root: string, rings: number): Near {
  const importers = new Map<string, Set<string>>();
  for (const file of sourcesOf(root, ["specs", "pipeline", "tests"])) {
    for (const imported of importsOf(root, file)) {
      importers.set(imported, (importers.get(imported) ?? new Set()).add(file));
    }
  }
  return (source) => {
    const own = [join("tests", source.replace(/\.ts$/, "_test.ts"))];
    if (source.startsWith("specs/")) own.push(MESSAGES);
    const there = own.filter((test) => existsSync(join(root, test)));
    const found = there.length > 0 ? [there] : [];
    const told = new Set(found.flat());
    const most = found.length + rings;
    const seen = new Set<string>();
    let ring = new Set([source]);
    while (found.length < most && ring.size > 0) {
      ring.forEach((file) => seen.add(file));
      const next = new Set([...ring].flatMap((file) => [...importers.get(file) ?? []]));
      const fresh = [...new Set(testsAbove(next, importers))].filter((test) => !told.has(test)).sort();
      fresh.forEach((test) => told.add(test));
      if (fresh.length > 0) found.push(fresh);
      ring = new Set([...next].filter((file) => !file.startsWith("tests/") && !seen.has(file)));
    }
    return found;
  };
}

/** The tests among files, and those that import helpers of tests among them. */
function testsAbove(
  files: ReadonlySet<string>,
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const seen = new Set<string>();
  const visit = (file: string): string[] => {
    if (seen.has(file) || !file.startsWith("tests/")) return [];
    seen.add(file);
    if (file.endsWith("_test.ts")) return [file];
    return [...importers.get(file) ?? []].flatMap(visit);
  };
  return [...files].flatMap(visit);
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s+"(\.[^"]+)";/gm);
  const called = text.matchAll(/\bimport\(\s*"(\.[^"]+)"\s*\)/g);
  return [...statements, ...called].map(([, path]) => normalize(join(dirname(file), path!)));
}
