/** Builds the site: pages from this repository, by a generator that is fetched for it alone. */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { RunError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { isThere } from "../files/reading.ts";
import type { Dagre } from "../graph_view/layout.ts";
import { API, siteContent } from "./site_content.ts";

/** What a site is built of. */
export interface SiteParts {
  /** The folder that gets the pages, which is emptied first. */
  readonly folder: string;
  /** The page of a run of the demo. */
  readonly report: string;
  /** The page on which recipes can be tried, one file; absent where it was not built. */
  readonly playground?: string | undefined;
}

/** Where the report and the playground lie on the site. */
const [REPORT, PLAYGROUND] = ["demo_report.html", "playground.html"];

/** Whether the generator was fetched. */
export function hasSitePackages(root: string): boolean {
  return isThere(join(root, "runtimes/site/node_modules/@11ty/eleventy/package.json"));
}

/**
 * Builds the site and returns the number of its own pages.
 *
 * @throws {UserError} Where the generator was not fetched.
 */
export async function buildSite(root: string, parts: SiteParts): Promise<number> {
  if (!hasSitePackages(root)) {
    throw userError(
      "The generator of the site is not there",
      "run `deno task site`, which fetches it, once (31 MB)",
    );
  }
  const folder = resolve(parts.folder);
  const place = join(root, "runtimes/site/node_modules/@dagrejs/dagre/dist/dagre.esm.js");
  const dagre: Dagre = await import(pathToFileURL(place).href);
  const extras = { report: REPORT, ...(parts.playground === undefined ? {} : { playground: PLAYGROUND }) };
  const { urls, ...content } = siteContent(root, dagre, extras);
  if (isThere(folder)) Deno.removeSync(folder, { recursive: true });
  Deno.mkdirSync(folder, { recursive: true });
  const file = join(folder, "content.json");
  Deno.writeTextFileSync(file, JSON.stringify({ ...content, urls: [...urls] }));
  const rights = ["--allow-read", "--allow-env", "--allow-sys", `--allow-write=${folder}`];
  await Promise.all([
    deno(join(root, "runtimes/site"), [
      "run",
      "-q",
      "--no-prompt",
      "--no-remote",
      "--cached-only",
      ...rights,
      "build.js",
      file,
      folder,
    ]),
    writeApi(root, join(folder, API, "..")),
  ]);
  Deno.removeSync(file);
  Deno.copyFileSync(parts.report, join(folder, REPORT));
  if (parts.playground !== undefined) Deno.copyFileSync(parts.playground, join(folder, PLAYGROUND));
  return content.pages.length;
}

/** Buttons to sources on the disk of whoever built the site. */
const SOURCES = /<a\s+class="sourceButton"\s+href="file:[^"]*"[^>]*>[^]*?<\/a>/g;

/** The reference of the API, with a way back. */
async function writeApi(root: string, folder: string): Promise<void> {
  await deno(root, ["doc", "-q", "--html", "--name=walt", `--output=${folder}`, "mod.ts"]);
  for (const entry of walk(folder)) {
    if (!entry.endsWith(".html")) continue;
    const up = "../".repeat(entry.slice(folder.length + 1).split("/").length);
    const back = `<ul class="breadcrumbs"><li><a href="${up}index.html" class="contextLink">Guide</a></li>`;
    const html = Deno.readTextFileSync(entry).replace("<html>", '<html lang="en">')
      .replace('<ul class="breadcrumbs">', back).replace(SOURCES, "")
      // A folder has an index only on a server.
      .replace(/href="((?:\.|\.\.)&#x2F;)"/g, 'href="$1index.html"');
    Deno.writeTextFileSync(entry, html);
  }
}

/** Every file below a folder. */
function walk(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? walk(join(folder, name)) : [join(folder, name)]
  );
}

/** Runs Deno, and waits for it. */
async function deno(cwd: string, args: readonly string[]): Promise<void> {
  const command = new Deno.Command("deno", {
    cwd,
    args: [...args],
    env: { DENO_NO_UPDATE_CHECK: "1" },
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await command.output();
  if (code === 0) return;
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("").trim();
  throw new RunError(`"deno ${args[0]}" ended with exit code ${code}:\n${text}`);
}
