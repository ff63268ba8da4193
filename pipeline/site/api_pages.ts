/** The reference of the API: pages that `deno doc` writes, made to fit the site. */
import { dirname, join } from "node:path";
import { type FoundSection, sectionText } from "./sections.ts";
import { readTextSync } from "../files/reading.ts";
import { runDeno } from "./run_deno.ts";

/** Buttons to sources on the disk of whoever built the site. */
const SOURCES = /<a\s+class="sourceButton"\s+href="file:[^"]*"[^>]*>[^]*?<\/a>/g;

/** Writes the reference of the API into a folder, with a way back to the guide. */
export async function writeApi(root: string, folder: string): Promise<void> {
  const { exports } = JSON.parse(readTextSync(join(root, "deno.json"))) as {
    exports: Record<string, string>;
  };
  const modules = Object.values(exports).filter((file) => file.endsWith(".ts"));
  await runDeno(root, ["doc", "-q", "--html", "--name=walt", `--output=${folder}`, ...modules]);
  for (const entry of walk(folder)) {
    if (!entry.endsWith(".html")) continue;
    const up = "../".repeat(entry.slice(folder.length + 1).split("/").length);
    const back = `<ul class="breadcrumbs"><li><a href="${up}index.html" class="contextLink">Guide</a></li>`;
    const html = Deno.readTextFileSync(entry).replace("<html>", '<html lang="en">')
      .replace('<ul class="breadcrumbs">', back).replace(SOURCES, "")
      // A folder has an index only on a server.
      .replace(/href="((?:\.\.?&#x2F;)+)"/g, 'href="$1index.html"');
    Deno.writeTextFileSync(entry, html);
  }
}

/** What the search finds of the API on the page `index`: each export by its name and its first words. */
export function apiSections(site: string, index: string): FoundSection[] {
  const folder = join(dirname(index), "~");
  const names = [...Deno.readDirSync(join(site, folder))].map(({ name }) => name.replace(/\.html$/, ""));
  return names.filter((name) => !name.includes(".")).sort().map((name) => {
    const url = `${folder}/${name}.html`;
    const summary = /<div class="markdown">([^]*?)<\/div>/.exec(Deno.readTextFileSync(join(site, url)))?.[1];
    return { page: "API", title: name, url, text: sectionText(summary ?? "") };
  });
}

/** Every file below a folder. */
function walk(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? walk(join(folder, name)) : [join(folder, name)]
  );
}
