/** The site, built once for all tests, and its links. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dirname, join as joinUrl } from "node:path/posix";
import { buildSite, hasSitePackages } from "../../../pipeline/site/build_site.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Whether the generator was fetched. */
export const HAS_SITE = hasSitePackages(ROOT);

/** The folder of the site, with pages in place of the report and the playground. */
export async function builtSite(): Promise<string> {
  const work = temporaryFolder();
  const report = join(work, "report.html");
  Deno.writeTextFileSync(report, "<!doctype html><title>A run</title>");
  const playground = join(work, "page.html");
  Deno.writeTextFileSync(playground, "<!doctype html><title>Playground</title>");
  const folder = join(work, "built");
  await buildSite(ROOT, { folder, report, playground });
  return folder;
}

/** Every page of a site by its path. */
export function pagesOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".html")
  );
  return new Map(files.sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** What a page links to and loads: its `href` and `src`, without those of SVG. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<(?:a|link|script|img|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g)]
    .map(([, link]) => link!.replaceAll("&#x2F;", "/").replaceAll("&amp;", "&"));
}

/** The links of pages that lead nowhere, as `page: link`; `isFile` tells what else there is than pages. */
export function brokenLinks(pages: ReadonlyMap<string, string>, isFile: (path: string) => boolean): string[] {
  const ids = new Map([...pages].map(([url, html]) => [url, idsOf(html)]));
  return [...pages].flatMap(([url, html]) =>
    [...new Set(linksOf(html))].filter((link) => !/^(https?|data):/.test(link)).filter((link) => {
      const [path, anchor] = link.split("#");
      const target = path === "" ? url : joinUrl(dirname(url), path!);
      if (!pages.has(target)) return !isFile(target);
      // The playground opens the recipe of this path.
      if (target === "playground.html") {
        return anchor !== undefined && !pages.has(anchor.replace(/\.yaml$/, ".html"));
      }
      return anchor !== undefined && anchor !== "" && !ids.get(target)!.has(decodeURIComponent(anchor));
    }).map((link) => `${url}: ${link}`)
  );
}

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!));
}
