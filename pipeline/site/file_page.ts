/** The page of a file or a folder that the documentation links to. */
import { basename, extname, join } from "node:path";
import { readTextSync } from "../files/reading.ts";
import type { SitePage } from "./site_page.ts";

/** Words for the marker of code that Prism knows. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ".ts": "ts",
  ".js": "js",
  ".json": "json",
  ".py": "python",
  ".sh": "sh",
  ".yaml": "yaml",
};

/** A page with the text of a file, or with the names in a folder. */
export function filePage(root: string, source: string): SitePage {
  const url = `source/${source}.html`;
  if (Deno.statSync(join(root, source)).isFile) {
    const markdown = `# ${source}\n\n${codeBlock(readTextSync(join(root, source)), extname(source))}`;
    return { source, url, title: basename(source), markdown };
  }
  const names = [...Deno.readDirSync(join(root, source))]
    .filter(({ name }) => !["node_modules", "dist"].includes(name) && !name.startsWith("."))
    .map(({ name, isDirectory }) => `* \`${isDirectory ? `${name}/` : name}\``).sort();
  return { source, url, title: source, markdown: `# ${source}\n\nA folder:\n\n${names.join("\n")}\n` };
}

/** Text between fences that are longer than any in it. */
export function codeBlock(text: string, ending: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([fence]) => fence.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${LANGUAGES[ending] ?? "text"}\n${text.trimEnd()}\n${fence}\n`;
}
