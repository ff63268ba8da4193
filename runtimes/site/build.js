/**
 * Writes the site: `deno run build.js CONTENT FOLDER`, where CONTENT is a file with the pages as JSON. Run by `deno task site`,
 * with the packages beside it alone.
 */
import Eleventy from "@11ty/eleventy";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import anchor from "markdown-it-anchor";
import { slug } from "github-slugger";
import { siteHref } from "../../pipeline/site/links.ts";
import { SITE_FILES } from "../../pipeline/site/page_html.ts";
import { sectionsOf } from "../../pipeline/site/sections.ts";
import { SITE_STYLE } from "../../pipeline/site/site_style.ts";

const [contentFile, folder] = Deno.args;
const { pages, copies, nav, urls } = JSON.parse(Deno.readTextFileSync(contentFile));
const urlOf = new Map(urls);

/** Links as they stand on the site, and wide tables in a box of their own. */
function adapt(markdown) {
  markdown.use(anchor, { slugify: slug, permalink: anchor.permalink.headerLink() });
  markdown.core.ruler.push("site_links", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const name = { link_open: "href", image: "src" }[token.type];
      if (name) token.attrSet(name, siteHref(env.source, token.attrGet(name), urlOf));
    }
  });
  const { rules } = markdown.renderer;
  rules.table_open = () => '<div class="scroll" tabindex="0" role="region" aria-label="Table">\n<table>\n';
  rules.table_close = () => "</table>\n</div>\n";
}

const sections = [];
const eleventy = new Eleventy("pages", folder, {
  quietMode: true,
  configPath: false,
  config(config) {
    config.addPlugin(highlight);
    config.amendLibrary("md", adapt);
    config.setUseGitIgnore(false);
    for (const { source, url, title, markdown } of pages) {
      const data = { permalink: `/${url}`, layout: "page.11ty.js", templateEngineOverride: "md", source, title, nav };
      config.addTemplate(`${url.replace(/\.html$/, "")}.md`, markdown, data);
    }
    for (const file of copies) config.addPassthroughCopy({ [`../../${file}`]: file });
    config.addPassthroughCopy({ "../../pipeline/site/search.js": SITE_FILES.search });
    config.addPassthroughCopy({ "node_modules/minisearch/dist/umd/index.js": SITE_FILES.minisearch });
    config.addTransform("sections", function (html) {
      const url = this.page.outputPath.slice(folder.length + 1);
      if (url.startsWith("source/")) return html;
      const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
      const [{ title: page }] = sectionsOf(main);
      sections.push(...sectionsOf(main).map(({ id, title, text }) => ({ page, title, url: `${url}#${id}`, text })));
      return html;
    });
  },
});
await eleventy.write();
Deno.writeTextFileSync(`${folder}/${SITE_FILES.style}`, SITE_STYLE);
Deno.writeTextFileSync(`${folder}/${SITE_FILES.sections}`, `globalThis.SECTIONS = ${JSON.stringify(sections)};\n`);
