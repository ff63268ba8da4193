/** Builds the pages of this documentation in the folder `site`, with the report of a run of the demo. */
import { join } from "node:path";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { isThere } from "../files/reading.ts";
import { buildSite } from "../site/build_site.ts";
import { refuseArguments } from "./options/refuse_arguments.ts";
import { ROOT, runsFolder } from "./terminal/paths.ts";
import { printErr, printError, printOut } from "./terminal/print.ts";

/** The recipe whose report the site shows. */
const DEMO = "recipes/demo.yaml";

/** The page of the last finished run of the demo as it is, with no `--set`; undefined where there is none. */
function demoReport(): string | undefined {
  if (!isThere(runsFolder())) return undefined;
  const reports = [...Deno.readDirSync(runsFolder())].filter(({ name }) =>
    /^demo-[0-9a-f]+-s0(-\d+)?$/.test(name)
  )
    .map(({ name }) => join(runsFolder(), name))
    .filter((run) => isThere(join(run, "report.html")) && isUnchanged(join(run, "environment.json")))
    .map((run) => join(run, "report.html"));
  return reports.sort((a, b) => Number(Deno.statSync(a).mtime) - Number(Deno.statSync(b).mtime)).at(-1);
}

/** Whether a run was begun without overrides. */
function isUnchanged(environment: string): boolean {
  try {
    return JSON.parse(Deno.readTextFileSync(environment)).overrides.length === 0;
  } catch {
    return false;
  }
}

/** Runs a task that makes a part of the site. */
async function runTask(about: string, ...words: readonly string[]): Promise<void> {
  printErr(about);
  const command = new Deno.Command("deno", { args: ["task", "-q", ...words], cwd: ROOT, stdout: "null" });
  const { code } = await command.output();
  if (code !== 0) throw new RunError(`\`deno task ${words.join(" ")}\` ended with exit code ${code}`);
}

refuseArguments("site", "the folder site");
try {
  if (demoReport() === undefined) {
    await runTask(`Training ${DEMO}, whose report the site shows`, "run", DEMO);
  }
  const report = demoReport();
  if (report === undefined) throw new RunError("The demo wrote no report");
  await runTask("Writing the playground", "playground");
  const playground = join(ROOT, "playground.html");
  const pages = await buildSite(ROOT, { folder: join(ROOT, "site"), report, playground });
  printOut([`${pages} pages`, `site  ${join(ROOT, "site", "index.html")}`]);
} catch (error) {
  if (!(error instanceof UserError || error instanceof RunError)) throw error;
  printError(error);
  Deno.exitCode = error instanceof UserError ? 2 : 1;
}
