/** Every page of the site as markdown, from the files of the repository. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Dagre } from "../graph_view/layout.ts";
import { readTextSync } from "../files/reading.ts";
import { filePage } from "./file_page.ts";
import { linkedFiles } from "./links.ts";
import { recipeFiles, recipeIndex, recipePages } from "./recipe_pages.ts";
import type { Extras, NavGroup, NavItem, SiteContent, SitePage } from "./site_page.ts";

/** The reference of the API, which `deno doc` writes. */
export const API = "api/index.html";

/** The pages of a repository. */
export function siteContent(root: string, dagre: Dagre, extras: Extras): SiteContent {
  const read = (file: string) => readTextSync(join(root, file));
  const guide = [...filesIn(root, ".", ".md"), ...filesIn(root, "docs", ".md")]
    .map((source) => documentPage(source, read(source)));
  const recipes = recipePages(root, dagre, extras);
  const index = recipeIndex(recipes.map(({ source }) => source), read);
  const copies = [...filesIn(root, "docs", ".png"), ...filesIn(root, "docs", ".jpg")];
  const urls = new Map([
    ["mod.ts", API],
    ...copies.map((file) => [file, file] as const),
    ...[...guide, ...recipes, index].map(({ source, url }) => [source, url] as const),
    ...new Set(recipeFiles(root).map((file) => file.slice(0, file.lastIndexOf("/")))).values().map((folder) =>
      [folder, index.url] as const
    ),
  ]);
  const linked = new Set([...guide, index].flatMap(({ source, markdown }) => linkedFiles(source, markdown)));
  const files = [...linked].filter((file) => !urls.has(file)).map((file) => filePage(root, file));
  for (const { source, url } of files) urls.set(source, url);
  const playground = playgroundPage(extras.playground);
  urls.set(playground.source, playground.url);
  const pages = [...guide, index, ...recipes, ...files, playground];
  return { pages, copies, nav: navOf(guide, [index, playground], extras), urls };
}

/** The list of pages: the guide in the order of the README, then what else there is. */
function navOf(
  guide: readonly SitePage[],
  more: readonly SitePage[],
  { report }: Extras,
): NavGroup[] {
  const bySource = new Map(guide.map((page) => [page.source, page]));
  const start = bySource.get("README.md")!;
  const list = /^## Guide\n([^]*?)^(?=[#|])/m.exec(start.markdown)?.[1] ?? "";
  const ordered = [...new Set(linkedFiles("README.md", list))].flatMap((file) => bySource.get(file) ?? []);
  const isMore = ({ source }: SitePage) => !source.startsWith("docs/");
  const listed = [...new Set([...ordered, ...guide])].filter((page) => page !== start);
  return [
    {
      title: "Guide",
      items: [{ title: "Start", url: start.url }, ...listed.filter((page) => !isMore(page)).map(itemOf)],
    },
    {
      title: "More",
      items: [
        ...more.map(itemOf),
        { title: "API", url: API },
        { title: "Report of the demo", url: report },
        ...listed.filter(isMore).map(itemOf),
      ],
    },
  ];
}

function itemOf({ title, url }: SitePage): NavItem {
  return { title, url };
}

/** The page around the playground, a file at the root of the site. */
function playgroundPage(file: string): SitePage {
  const markdown = [
    "# Try walt\n",
    "Type a recipe, see its mistakes and its graph, and train it here. Everything runs in this page.",
    `<a href="${file}">Open it in a page of its own</a>.\n`,
    `<iframe src="${file}" title="Playground" loading="lazy"></iframe>\n`,
  ].join("\n");
  return { source: "playground", url: "try.html", title: "Try walt", markdown };
}

function documentPage(source: string, markdown: string): SitePage {
  const title = /^# (.+)$/m.exec(markdown)?.[1];
  if (title === undefined) throw userError(`${source} has no title`, "begin it with a line such as # Title");
  const url = source === "README.md" ? "index.html" : source.replace(/\.md$/, ".html");
  return { source, url, title, markdown };
}

function filesIn(root: string, folder: string, ending: string): string[] {
  return [...Deno.readDirSync(join(root, folder))].map(({ name }) =>
    folder === "." ? name : `${folder}/${name}`
  )
    .filter((file) => file.endsWith(ending)).sort();
}
