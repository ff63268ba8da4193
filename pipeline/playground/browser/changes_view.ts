/// <reference lib="dom" />
/** The view of changes: what the recipe at hand and another one do not share. */
import {
  type Difference,
  diffRecipes,
  type ReadRecipe,
  type Stated,
  statedText,
} from "../../../specs/diff/mod.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { compileTree } from "../../../specs/compile/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import type { Desk } from "./desk.ts";
import { placeLink, type Visit } from "./place_link.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { found } from "./dom.ts";

/** The view. */
export interface ChangesView {
  update(): void;
}

/** Another recipe to compare with. */
interface Other {
  readonly name: string;
  readonly recipe: ReadRecipe;
}

/** Makes it. */
export function createChangesView(desk: Desk, visit: Visit): ChangesView {
  const against = make("select", { id: "against" });
  const facts = make("p", { class: "facts" });
  const list = make("div", { class: "changes" });
  found("view-changes").append(
    make("label", { class: "controls" }, make("span", { class: "facts" }, "Compared with"), against),
    facts,
    list,
  );
  let others: readonly Other[] = [];
  let path = "";
  against.addEventListener("change", draw);

  function update(): void {
    if (!desk.program) {
      facts.textContent = "There is something to mend before this recipe can be compared.";
      list.replaceChildren();
      return;
    }
    const wanted = path === desk.path ? against.value : undefined;
    path = desk.path;
    others = othersOf(desk);
    against.replaceChildren(...others.map(({ name }) => {
      const option = make("option", { value: name }, name);
      option.selected = name === wanted;
      return option;
    }));
    draw();
  }

  function draw(): void {
    const other = others[against.selectedIndex];
    const { program, analysis } = desk;
    list.replaceChildren();
    if (!other || !program || !analysis) {
      facts.textContent = "This recipe extends no recipe that could be run, and is as the library has it.";
      return;
    }
    const differences = diffRecipes(other.recipe, { tree: analysis.outlook.loaded.tree, program });
    facts.textContent = differences.length === 0
      ? "Names aside, both mean the same."
      : `${differences.length} ${differences.length === 1 ? "value differs" : "values differ"}.`;
    const sections = Map.groupBy(differences, ({ path }) => path[0]!);
    list.append(
      ...[...sections].map(([section, found]) =>
        make(
          "section",
          {},
          make("h3", {}, section),
          make("dl", {}, ...found.flatMap((each) => entry(each, visit))),
        )
      ),
    );
  }

  return { update };
}

function entry({ path, was, now }: Difference, visit: Visit): HTMLElement[] {
  const line = (sign: string, name: string, stated: Stated | undefined) =>
    stated && make(
      "dd",
      { class: name },
      make("span", { class: "sign" }, sign),
      make("code", {}, statedText(stated)),
      placeLink(stated.from, visit),
    );
  const lines = [line("−", "was", was), line("+", "now", now)].filter((each) => each !== undefined);
  return [make("dt", {}, path.slice(1).join(".") || path[0]!), ...lines];
}

/** The recipe as the library has it where it was changed, then those that it extends and that can be run, the nearest first. */
function othersOf({ path, text, shelf, analysis }: Desk): Other[] {
  const original = shelf.original(path);
  const readOriginal = (file: string) => file === path ? original! : shelf.host.read(`/${file}`);
  const parents = analysis!.outlook.loaded.files.filter((file) => file !== path && shelf.isWhole(file));
  const found = [
    ...(original === undefined || original === text
      ? []
      : [["as the library has it", path, readOriginal] as const]),
    ...parents.toReversed().map((file) =>
      [file, file, (each: string) => shelf.host.read(`/${each}`)] as const
    ),
  ];
  return found.flatMap(([name, file, read]) => {
    try {
      const loaded = loadTree(file, { read });
      return [{ name, recipe: { tree: loaded.tree, program: compileTree(loaded) } }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [];
    }
  });
}
