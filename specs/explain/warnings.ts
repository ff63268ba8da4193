/** What a person should know of a recipe that is right. */
import type { Program } from "../program.ts";
import { mapsOf, streamsOf } from "../recipe/inference.ts";
import { idleLosses, type RecipeWarning } from "./idle_losses.ts";
import { sourcesOf } from "./settings.ts";

/** One sentence for each thing in a recipe that does nothing. */
export function recipeWarnings(program: Program): string[] {
  return placedWarnings(program).map(({ message }) => message);
}

/** The same with the lines that they are about. */
export function placedWarnings(program: Program): RecipeWarning[] {
  return [...idleLosses(program), ...unreadMemories(program), ...noShortest(program)];
}

/** Memories that no loss, statistic or map of inference depends on. */
function unreadMemories(
  { nodes, losses, logged, updates, signals, lines, recipe }: Program,
): RecipeWarning[] {
  const named = streamsOf(recipe.inference).flatMap(([, { classes, proposals }]) => [
    classes.from,
    ...mapsOf(proposals),
  ]);
  const wanted = signals.filter(({ name }) => named.includes(name));
  const read = new Set([...losses, ...logged, ...wanted].map(({ node }) => node));
  const memoriesOf = (id: number) => nodes[id]!.parameters.filter(({ isMemory }) => isMemory);
  for (let known = -1; known < read.size;) {
    known = read.size;
    for (let id = nodes.length - 1; id >= 0; id--) {
      if (!read.has(id)) continue;
      const next = updates.filter(({ name }) => memoriesOf(id).some((memory) => memory.name === name));
      for (const node of [...nodes[id]!.inputs, ...next.map(({ node }) => node)]) read.add(node);
    }
  }
  return nodes.filter(({ id }) => memoriesOf(id).length > 0 && !read.has(id)).map(({ signal }) => {
    const line = lines[signal];
    const where = line ? ` (${line.file}:${line.line})` : "";
    const message =
      `Memory "${signal}"${where} changes nothing: no loss, nothing in section logged and no map of ` +
      "inference depends on it. Read it there, or remove it";
    return { message, line };
  });
}

/** A bound of segments at which none is dropped. */
function noShortest(program: Program): RecipeWarning[] {
  const origin = program.origins.find(({ path }) => path === "inference.shortest");
  if (!origin || program.recipe.inference.shortest !== 0) return [];
  const { file, line } = origin;
  const where = sourcesOf(program).of(origin);
  return [{
    message:
      `inference.shortest is 0 (${where}) and drops nothing: remove it, or write null where it is inherited`,
    line: file === undefined || line === undefined ? undefined : { file, line },
  }];
}
