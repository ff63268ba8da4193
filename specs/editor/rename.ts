/** Gives what a recipe declares another name, wherever the file says it. */
import type { Place } from "../diagnostics/diagnostics.ts";
import { type Entry, entryAt } from "../load/tree.ts";
import { NAME } from "../options/fields.ts";
import { meaningOf } from "./meaning.ts";
import type { RecipeScene } from "./scene.ts";
import { type NameSpot, spotAt, spotsOf } from "./spots.ts";

/** What can be renamed, or why it cannot, in words. */
export type Renamable = { readonly place: Place; readonly name: string } | { readonly refused: string };

/** The places that get the new name, or why they cannot. */
export type Renamed = { readonly places: readonly Place[] } | { readonly refused: string };

interface Target {
  readonly spot: NameSpot;
  readonly path: readonly string[];
  readonly entry: Entry;
}

/** What stands at a position, line and column counted from 1; undefined where no name does. */
export function renamableAt(scene: RecipeScene, line: number, column: number): Renamable | undefined {
  const target = targetAt(scene, line, column);
  if (!target || "refused" in target) return target;
  const { spot, path } = target;
  return { place: nameIn(spot, path), name: path.at(-1)! };
}

/** Every place of the name at a position in this file. */
export function renameAt(
  scene: RecipeScene,
  line: number,
  column: number,
  name: string,
): Renamed | undefined {
  const target = targetAt(scene, line, column);
  if (!target || "refused" in target) return target;
  const { path } = target;
  if (!NAME.test(name)) return { refused: `"${name}" is no name: use letters, digits and _, no digit first` };
  const user = takenBy(name, path, scene);
  if (user !== undefined && name !== path.at(-1)) {
    return { refused: `"${name}" is taken: ${user} has that name` };
  }
  const uses = spotsOf(scene).filter((spot) => meansEntry(spot, path, scene));
  return { places: uses.map((spot) => nameIn(spot, path)) };
}

function targetAt(
  scene: RecipeScene,
  line: number,
  column: number,
): Target | { refused: string } | undefined {
  const spot = spotAt(scene, line, column);
  const meaning = spot && meaningOf(spot, scene);
  if (!spot || !meaning) return undefined;
  if (meaning.is === "function") return { refused: `"${meaning.spec.name}" is a function of the language` };
  if (meaning.is === "input") return { refused: `"${meaning.signal.name}" is what a batch provides` };
  if (meaning.is === "classes") return { refused: '"classes" is the number of classes of the data set' };
  const { path } = meaning;
  const entry = entryAt(scene.whole, path);
  if (!entry) return undefined;
  const name = path.at(-1)!;
  if (entry.introduced.file !== scene.file) {
    return { refused: `"${name}" comes from ${entry.introduced.file}: rename it there` };
  }
  const step = path[2] === "steps" && stepUse(name, scene);
  if (step) {
    return { refused: `${step.place.file}:${step.place.line} says "${step.name}": rename it by hand` };
  }
  const elsewhere = usedIn(path, scene);
  if (elsewhere !== undefined) return { refused: `${elsewhere} uses "${name}": rename it in both by hand` };
  return { spot, path, entry };
}

function meansEntry(spot: NameSpot, path: readonly string[], scene: RecipeScene): boolean {
  const meaning = meaningOf(spot, scene);
  return meaning?.is === "entry" && meaning.path.join() === path.join();
}

/** Where a step of that name is looked at from outside of what it is a step of, as in `made.step`. */
function stepUse(name: string, scene: RecipeScene): NameSpot | undefined {
  const spots = scene.outlook.loaded.layers.flatMap((own) => spotsOf({ ...scene, own }));
  return spots.find((spot) => spot.is !== "file" && spot.name.split(".").slice(1).includes(name));
}

/** Another file of the recipe that uses or changes what is declared at a path. */
function usedIn(path: readonly string[], scene: RecipeScene): string | undefined {
  const others = scene.outlook.loaded.layers.filter(({ place }) => place.file !== scene.file);
  return others.find((own) => spotsOf({ ...scene, own }).some((spot) => meansEntry(spot, path, scene)))?.place
    .file;
}

/** What has a name already where it would be seen: in the same macro, else anywhere among signals and constants. */
function takenBy(name: string, path: readonly string[], { whole, outlook }: RecipeScene): string | undefined {
  const [section, macro] = path;
  const { functions, blocks } = outlook.vocabulary;
  if (section === "define" && path.length === 2) {
    if (functions.has(name) || blocks.has(name)) return "the language";
    return entryAt(whole, ["define", name]) && `define.${name}`;
  }
  const paths = section === "define"
    ? ["inputs", "options", "steps"].map((part) => ["define", macro!, part, name])
    : section === "losses" || section === "logged"
    ? [[section, name]]
    : ["constants", "embedding", "actionness", "mining"].map((each) => [each, name]);
  const taken = paths.find((each) => entryAt(whole, each));
  if (taken) return taken.join(".");
  const isInput = outlook.inspected?.signals.some((each) => each.section === "input" && each.name === name);
  return isInput || ["classes", "losses", "logged"].includes(name) ? "the language" : undefined;
}

/** The characters of a spot that are the name itself: the last part of `losses.name`, the first of `made.step`. */
function nameIn({ is, name: text, place }: NameSpot, path: readonly string[]): Place {
  const name = path.at(-1)!;
  if (is === "key") return place;
  const at = text.startsWith(`${path[0]}.`) ? path[0]!.length + 1 : 0;
  return { ...place, column: place.column + at, length: name.length };
}
