/** The gallery: a page for each recipe and each part that recipes extend. */
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";
import { compileTree } from "../../specs/compile/mod.ts";
import { explain } from "../../specs/explain/mod.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { readTextSync } from "../files/reading.ts";
import { boxSize, graphSvg, shortCount } from "../graph_view/graph_svg.ts";
import { type Dagre, layOutGraph } from "../graph_view/layout.ts";
import { signalGraph } from "../graph_view/signal_graph.ts";
import { codeBlock } from "./file_page.ts";
import { relativeUrl } from "./links.ts";
import type { Extras, SitePage } from "./site_page.ts";

/** Folders whose recipes differ from what they extend by some lines: their texts tell more than their graphs. */
const SMALL = ["recipes/hybrids/demo", "recipes/ablations"];

/** The folders of the gallery, in its order, and what lies there. */
const FOLDERS: Readonly<Record<string, string>> = {
  "recipes": "Methods",
  "recipes/hybrids": "Hybrids: parts of two methods in one",
  "recipes/hybrids/demo": "Hybrids on generated videos",
  "recipes/ablations": "Ablations: a method without one of its parts",
  "recipes/base": "Parts: data sets",
  "recipes/blocks": "Parts: macros and modules",
  "recipes/encoders": "Encoders of films",
};

/** Every file of the gallery, in its order. */
export function recipeFiles(root: string): string[] {
  return Object.keys(FOLDERS).flatMap((folder) =>
    [...Deno.readDirSync(join(root, folder))].filter(({ name }) => name.endsWith(".yaml"))
      .map(({ name }) => `${folder}/${name}`).sort()
  );
}

/** A page for each file of the gallery. */
export function recipePages(
  root: string,
  dagre: Dagre,
  { playground }: Pick<Extras, "playground">,
): SitePage[] {
  return recipeFiles(root).map((source) => recipePage(root, source, dagre, playground));
}

function recipePage(root: string, source: string, dagre: Dagre, playground: string): SitePage {
  const text = readTextSync(join(root, source));
  const { name, about } = describedIn(text);
  const title = name ?? source.slice("recipes/".length).replace(/\.yaml$/, "");
  const comment = commentOf(text);
  const parts = [
    `# ${title}\n`,
    ...(about === undefined ? [] : [`${about}.\n`]),
    ...comment,
    ...parentsOf(text),
    ...(name === undefined || /deno task run/.test(comment.join()) ? [] : [runText(source)]),
  ];
  const url = source.replace(/\.yaml$/, ".html");
  const tried = `${relativeUrl(url, playground)}#${source}`;
  if (name !== undefined) parts.push(`<a href="${tried}">Open it in the playground</a>\n`);
  const file = `## The file\n\n\`${source}\`\n\n${codeBlock(text, ".yaml")}`;
  const hasGraph = name !== undefined && !SMALL.includes(dirname(source));
  return {
    source,
    url,
    title,
    markdown: [...parts, ...(hasGraph ? graphOf(root, source, dagre) : []), file].join("\n"),
  };
}

function runText(source: string): string {
  return `Run it:\n\n${codeBlock(`deno task run ${source}`, ".sh")}`;
}

/** Links to what a recipe extends. */
function parentsOf(text: string): string[] {
  const { extends: parents = [] } = parse(text, { uniqueKeys: false }) ?? {};
  const links = [parents].flat().map((parent) => `[${parent}](${parent})`);
  return links.length === 0 ? [] : [`It extends ${new Intl.ListFormat("en").format(links)}.\n`];
}

/** The graph of a recipe's signals, and the same as a table. */
function graphOf(root: string, source: string, dagre: Dagre): string[] {
  const program = compileTree(loadTree(join(root, source), { set: [], folder: root, read: readTextSync }));
  const title = program.recipe.name;
  const { parameters, multiply_adds } = explain(program);
  const { nodes, edges } = signalGraph(program);
  const named = nodes.map((node) => ({ ...node, from: node.from.map((place) => relative(root, place)) }));
  const graph = layOutGraph({ nodes: named, edges }, boxSize, dagre);
  const { markup } = graphSvg(graph, `Signals of ${title}`);
  const label = `Graph of the signals of ${title}, wider than the page`;
  return [
    "## Its signals\n",
    `It has ${parameters.total.toLocaleString("en-US")} trainable parameters. One step takes ${
      shortCount(multiply_adds)
    }`,
    "multiply-adds forward.\n",
    "An arrow leads from a signal to each signal that reads it. In a box: the name, the type, and the cost of one",
    "training step. Dashed lines: weights that are used again. Dotted lines: what a memory takes after a step. The colour",
    "tells the section of the recipe. Hold the pointer over a box to read its line.\n",
    `<div class="scroll wide" style="--width: ${
      Math.ceil(graph.width)
    }px" tabindex="0" role="region" aria-label="${label}">${markup}</div>\n`,
    "| signal | section | type | parameters | multiply-adds | reads |\n|---|---|---|--:|--:|---|",
    ...nodes.map(({ name, section, type, parameters, multiply_adds }) => {
      const reads = edges.filter(({ to }) => to === name).map(({ from }) => `\`${from}\``);
      const cells = [
        `\`${name}\``,
        section,
        `\`${type}\``,
        numberText(parameters),
        numberText(multiply_adds),
      ];
      return `| ${[...cells, [...new Set(reads)].join(", ")].join(" | ")} |`;
    }),
    "",
  ];
}

function numberText(count: number): string {
  return count === 0 ? "" : shortCount(count);
}

/** The page that lists the gallery. */
export function recipeIndex(files: readonly string[], read: (file: string) => string): SitePage {
  const parts = Object.entries(FOLDERS).flatMap(([folder, title]) => [
    `## ${title}\n`,
    "| recipe | what it is |\n|---|---|",
    ...files.filter((file) => dirname(file) === folder).map((file) => {
      const { name, about } = describedIn(read(file));
      const link = file.slice("recipes/".length);
      const what = about ?? commentOf(read(file)).join(" ").trim().replaceAll("\n", " ");
      return `| [${name ?? link}](${link}) | ${what.replaceAll("|", "\\|")} |`;
    }),
    "",
  ]);
  const markdown = [
    "# Recipes\n",
    "Every recipe and every part that lies in the folder `recipes`, each with its text. A recipe that can be run has a page",
    "with the graph of its signals. For results see [Methods](../docs/methods.md): published ones, those [on the demo's",
    "videos](../docs/methods.md#on-the-demos-videos) and those [on SHREC'21](../docs/methods.md#on-shrec21).\n",
    ...parts,
  ].join("\n");
  return { source: "recipes/README", url: "recipes/index.html", title: "Recipes", markdown };
}

/** What a recipe says of itself. */
function describedIn(text: string): { readonly name?: string; readonly about?: string } {
  const { name, description: about } = parse(text, { uniqueKeys: false }) ?? {};
  return { name, about };
}

/** The comment at the top of a recipe, without what is said to editors; lines that are indented are code. */
function commentOf(text: string): string[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  const comment = lines.slice(0, Math.max(0, end)).filter((line) => !line.includes("yaml-language-server"))
    .map((line) => line.replace(/^# ?/, ""));
  if (comment.length === 0) return [];
  return [
    comment.map((line) => /^\s/.test(line) ? `\n${codeBlock(line.trim(), ".sh")}` : line).join("\n") + "\n",
  ];
}
