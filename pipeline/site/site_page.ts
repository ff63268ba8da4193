/** What the pages of the site are, as plain data. */
import type { PageUrls } from "./links.ts";

/** One page. */
export interface SitePage {
  /** The file that it is made of, from the root of the repository. */
  readonly source: string;
  /** Its place on the site, from the root of the site. */
  readonly url: string;
  readonly title: string;
  /** Links in it are relative to `source`. */
  readonly markdown: string;
}

/** A line of the list of pages. */
export interface NavItem {
  readonly title: string;
  readonly url: string;
}

/** A part of the list of pages. */
export interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

/** What the generator makes the site of. */
export interface SiteContent {
  readonly pages: readonly SitePage[];
  /** Files that are taken as they are, from the root of the repository. */
  readonly copies: readonly string[];
  readonly nav: readonly NavGroup[];
  readonly urls: PageUrls;
}

/** What else is on the site than pages of this repository's files, from the root of the site. */
export interface Extras {
  /** The page of a run of the demo. */
  readonly report: string;
  /** The playground, which a page embeds; its address takes the path of a recipe after `#`. */
  readonly playground: string;
}
