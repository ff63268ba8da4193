/** The sections of a page, for its list of contents and for the search. */

/** A heading and the text up to the next one. */
export interface PageSection {
  /** 1 for the title. */
  readonly level: number;
  /** Its anchor; empty where it has none. */
  readonly id: string;
  readonly title: string;
  /** Without markup. */
  readonly text: string;
}

/** A section as the search finds it. */
export interface FoundSection {
  /** The title of its page. */
  readonly page: string;
  readonly title: string;
  /** From the root of the site, with the anchor. */
  readonly url: string;
  readonly text: string;
}

/** The sections of the markup of a page, by its headings up to the third level. */
export function sectionsOf(html: string): PageSection[] {
  const heads = [...html.matchAll(/<h([1-3])(?: id="([^"]*)")?[^>]*>([^]*?)<\/h\1>/g)];
  return heads.map((head, i) => {
    const [whole, level, id = "", title] = head;
    const end = heads[i + 1]?.index ?? html.length;
    return {
      level: Number(level),
      id,
      title: sectionText(title!),
      text: sectionText(html.slice(head.index + whole.length, end)),
    };
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
};

/** Markup as text, without pictures. */
export function sectionText(html: string): string {
  return html.replace(/<svg[^]*?<\/svg>/g, " ").replace(/<[^>]*>/g, " ")
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, " ").trim();
}
