/** Where links of the documentation lead on the site. */
import { dirname, join, relative } from "node:path/posix";

/** The page of each file that has one, by its path from the root of the repository; folders too. */
export type PageUrls = ReadonlyMap<string, string>;

/** The files and folders that a page links to, from the root of the repository. */
export function linkedFiles(source: string, markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^()\s]+)\)/g)].map(([, href]) => href!);
  const own = links.filter((href) => !isElsewhere(href) && !href.startsWith("#"));
  return [...new Set(own.map((href) => fileOf(source, href)))];
}

/**
 * A link as it stands on the page of `source`, relative to that page, so that the site works in any folder.
 *
 * @throws {RangeError} Where it names a file that has no page.
 */
export function siteHref(source: string, href: string, urls: PageUrls): string {
  if (isElsewhere(href) || href.startsWith("#")) return href;
  const file = fileOf(source, href);
  const url = urls.get(file);
  if (url === undefined) throw new RangeError(`${source} links to ${file}, which has no page`);
  const anchor = href.includes("#") ? href.slice(href.indexOf("#")) : "";
  return relativeUrl(urls.get(source)!, url) + anchor;
}

/** `to` as a link on the page `from`; both from the root of the site. */
export function relativeUrl(from: string, to: string): string {
  return relative(join("/", dirname(from)), join("/", to)) || ".";
}

/** Whether a link leads out of the repository. */
function isElsewhere(href: string): boolean {
  return /^[a-z]+:/.test(href);
}

function fileOf(source: string, href: string): string {
  return join(dirname(source), href.replace(/#.*/, "")).replace(/\/$/, "");
}
