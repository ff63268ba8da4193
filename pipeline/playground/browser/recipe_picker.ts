/// <reference lib="dom" />
/** Which recipe is at hand: the library's, one that extends it, or what a link brings. */
import { basename, dirname, join } from "../../../specs/load/paths.ts";
import type { Library } from "../library.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { found } from "./dom.ts";
import { extendingText, generatedText } from "./generated_recipe.ts";
import { listedName } from "./recipe_shelf.ts";

/** Recipes by the head that they stand under. */
const GROUPS: readonly (readonly [head: string, belongs: (path: string, library: Library) => boolean])[] = [
  ["Typed here", (path, { texts }) => !(path in texts)],
  ["Trained here, on generated videos", (path, { generated }) => generated.includes(path)],
  ["Methods", (path) => dirname(path) === "recipes"],
  ["Ablations", (path) => path.startsWith("recipes/ablations/")],
  ["Mixtures", (path) => path.startsWith("recipes/hybrids/")],
  ["Parts that others extend", () => true],
];

/** Makes the picker; `open` takes the path of a recipe to show. */
export function createPicker(desk: Desk, library: Library, open: (path: string) => void) {
  const select = found<HTMLSelectElement>("recipe");
  const restore = found<HTMLButtonElement>("restore");
  select.addEventListener("change", () => open(select.value));
  found("extend").addEventListener(
    "click",
    () => begin("my", (path, name) => extendingText(path, name, [desk.path])),
  );
  restore.addEventListener("click", () => {
    desk.shelf.type(desk.path, desk.shelf.original(desk.path)!);
    open(desk.path);
  });

  /** Opens the recipe that stands beside the one at hand under a name with a prefix, a new one where there is none. */
  function begin(prefix: string, textOf: (path: string, name: string) => string): void {
    const name = `${prefix}_${basename(desk.path).replace(/\.yaml$/, "")}`;
    const path = join(dirname(desk.path), `${name}.yaml`);
    if (desk.shelf.text(path) === undefined) desk.shelf.type(path, textOf(path, name));
    open(path);
  }

  /** Opens one that trains the recipe at hand on generated videos. */
  function generate(): void {
    begin("demo", (path, name) => generatedText(path, name, desk.path, desk.shelf));
  }

  /** Lists what there is now. */
  function update(): void {
    const { shelf, path } = desk;
    const groups = Map.groupBy(
      shelf.paths(),
      (each) => GROUPS.findIndex(([, belongs]) => belongs(each, library)),
    );
    select.replaceChildren(
      ...GROUPS.flatMap(([label], i) => {
        const paths = groups.get(i) ?? [];
        const options = paths.map((each) => {
          const isChanged = shelf.original(each) !== undefined && shelf.original(each) !== shelf.text(each);
          const option = make(
            "option",
            { value: each },
            `${listedName(each)}${isChanged ? " (changed)" : ""}`,
          );
          option.selected = each === path;
          return option;
        });
        return options.length === 0 ? [] : [make("optgroup", { label }, ...options)];
      }),
    );
    const original = shelf.original(path);
    restore.hidden = original === undefined || original === desk.text;
  }

  return { update, generate };
}

/** The picker. */
export type RecipePicker = ReturnType<typeof createPicker>;
