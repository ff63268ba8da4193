/** Builds the site: pages from this repository, by a generator that is fetched for it alone. */
import { join, resolve } from "node:path";
import dagre from "@dagrejs/dagre";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { isThere } from "../files/reading.ts";
import { apiSections, writeApi } from "./api_pages.ts";
import { runDeno } from "./run_deno.ts";
import { SITE_FILES } from "./page_html.ts";
import { API, siteContent } from "./site_content.ts";

/** What a site is built of. */
export interface SiteParts {
  /** The folder that gets the pages, which is emptied first. */
  readonly folder: string;
  /** The page of a run of the demo. */
  readonly report: string;
  /** The page on which recipes can be tried, one file. */
  readonly playground: string;
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
      "run `deno task site`, which fetches it, once (29 MB)",
    );
  }
  const folder = resolve(parts.folder);
  const { urls, ...content } = siteContent(root, dagre, { report: REPORT, playground: PLAYGROUND });
  if (isThere(folder)) Deno.removeSync(folder, { recursive: true });
  Deno.mkdirSync(folder, { recursive: true });
  const file = join(folder, "content.json");
  Deno.writeTextFileSync(file, JSON.stringify({ ...content, urls: [...urls] }));
  const rights = ["--allow-read", "--allow-env", "--allow-sys", `--allow-write=${folder}`];
  await Promise.all([
    runDeno(join(root, "runtimes/site"), [
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
  const more = JSON.stringify(apiSections(folder, API));
  const sections = join(folder, SITE_FILES.sections);
  Deno.writeTextFileSync(sections, `globalThis.SECTIONS.push(...${more});\n`, { append: true });
  Deno.copyFileSync(parts.report, join(folder, REPORT));
  Deno.copyFileSync(parts.playground, join(folder, PLAYGROUND));
  return content.pages.length;
}
