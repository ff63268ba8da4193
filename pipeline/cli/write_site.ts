/** Builds the pages of this documentation in the folder `site`, with the report of a run of the demo. */
import { join } from "node:path";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { isThere } from "../files/reading.ts";
import { buildSite } from "../site/build_site.ts";
import { ROOT, runsFolder } from "./terminal/paths.ts";
import { printErr, printError, printOut } from "./terminal/print.ts";

/** The recipe whose report the site shows. */
const DEMO = "recipes/demo.yaml";

/** The page of the last finished run of the demo; undefined where there is none. */
function demoReport(): string | undefined {
  if (!isThere(runsFolder())) return undefined;
  const reports = [...Deno.readDirSync(runsFolder())].filter(({ name }) =>
    /^demo-[0-9a-f]+-s0(-\d+)?$/.test(name)
  )
    .map(({ name }) => join(runsFolder(), name, "report.html")).filter(isThere);
  return reports.sort((a, b) => Number(Deno.statSync(a).mtime) - Number(Deno.statSync(b).mtime)).at(-1);
}

async function trainDemo(): Promise<void> {
  printErr(`Training ${DEMO}, whose report the site shows`);
  const command = new Deno.Command("deno", { args: ["task", "-q", "run", DEMO], cwd: ROOT, stdout: "null" });
  const { code } = await command.output();
  if (code !== 0) throw new RunError(`The demo ended with exit code ${code}: try \`deno task run ${DEMO}\``);
}

try {
  if (demoReport() === undefined) await trainDemo();
  const report = demoReport();
  if (report === undefined) throw new RunError("The demo wrote no report");
  const playground = join(ROOT, "playground.html");
  const parts = isThere(playground) ? { report, playground } : { report };
  const pages = await buildSite(ROOT, { folder: join(ROOT, "site"), ...parts });
  if (!isThere(playground)) printErr("Without the playground: deno task playground writes it");
  printOut([`${pages} pages`, `site  ${join(ROOT, "site", "index.html")}`]);
} catch (error) {
  if (!(error instanceof UserError || error instanceof RunError)) throw error;
  printError(error);
  Deno.exitCode = error instanceof UserError ? 2 : 1;
}
