/** `parity`: runs reference fixtures through the compiled recipes and compares every number. */
import { count } from "../annotations/layout.ts";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { openEngine } from "../engines/open.ts";
import { compareFixture } from "../parity/mod.ts";
import { filesBelow } from "../data/files_below.ts";
import { isFolder } from "../files/reading.ts";
import { printErr, printError, printOut } from "./terminal/print.ts";

/** Where the meanings of fixture names lie. */
const MAPPINGS = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "tests", "parity");

/** Prints per file and quantity the largest error and its tolerance; 1 where one is exceeded, else 2 where a file is none. */
export async function parityCommand(paths: readonly string[]): Promise<number> {
  const files = (await Promise.all(paths.map(fixtureFiles))).flat();
  if (files.length === 0) throw userError("No fixture file given", "name .json files, or folders of them");
  const engine = await openEngine();
  printOut(engine.reason);
  let failed = 0;
  let passed = 0;
  const unusable: UserError[] = [];
  for (const file of files) {
    printOut(["", basename(file)]);
    const { quantities, left } = await compareFixture(file, engine, MAPPINGS).catch((error) => {
      if (!(error instanceof UserError)) throw error;
      unusable.push(error);
      printOut("  FAILED cannot be used, see below");
      return { quantities: [], left: [] };
    });
    for (const { name, error, tolerance, passed: good } of quantities) {
      const numbers = tolerance === 0
        ? (good ? "exact" : "differs")
        : `${show(error)}  of  ${show(tolerance)}`;
      printOut(`  ${good ? "ok    " : "FAILED"} ${name.padEnd(32)} ${numbers}`);
      if (good) passed++;
      else failed++;
    }
    if (left.length > 0) printOut(`  not compared: ${left.join(", ")}`);
  }
  printOut(["", `${passed} quantities within tolerance, ${failed} not, in ${count(files.length, "file")}`]);
  for (const error of unusable) {
    printErr("");
    printError(error);
  }
  if (failed > 0) return 1;
  return unusable.length > 0 ? 2 : 0;
}

async function fixtureFiles(path: string): Promise<string[]> {
  if (!isFolder(path)) return [path];
  const names = await filesBelow(path);
  if (!names.some((name) => name.endsWith(".json"))) {
    throw userError(`No .json file in "${path}" or below`, "name fixture files, or folders of them");
  }
  return names.filter((name) => name.endsWith(".json")).map((name) => join(path, name));
}

function show(value: number): string {
  return value.toExponential(2).padStart(9);
}
