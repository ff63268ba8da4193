/** What a name in a recipe stands for. */
import type { FunctionSpec } from "../kinds/functions/function.ts";
import { entryAt, type Tree } from "../load/tree.ts";
import type { Signal } from "../program.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import type { RecipeScene } from "./scene.ts";
import type { NameSpot } from "./spots.ts";

/** What a name means. */
export type Meaning =
  /** An entry of the recipe by its path: a signal, loss, constant, macro, or an input, option or step of one. */
  | { readonly is: "entry"; readonly path: readonly string[] }
  /** A function of the language, or one of its parameters. */
  | { readonly is: "function"; readonly spec: FunctionSpec; readonly parameter?: string | undefined }
  /** What a batch provides. */
  | { readonly is: "input"; readonly signal: Signal }
  /** The number of classes. */
  | { readonly is: "classes" };

/** What the recipe itself declares, by paths of two names. */
const OWN_SECTIONS: readonly string[] = ["constants", "define", ...SIGNAL_SECTIONS, "losses", "logged"];

/** Parts of a macro whose entries have names. */
const MACRO_PARTS = ["inputs", "options", "steps"] as const;

/** What a spot means; undefined where that is nothing, or the language says it. */
export function meaningOf({ is, name, path, of }: NameSpot, scene: RecipeScene): Meaning | undefined {
  const { whole, outlook: { vocabulary } } = scene;
  const entry = (path: readonly string[]): Meaning | undefined =>
    entryAt(whole, path) && { is: "entry", path };
  switch (is) {
    case "key":
      return isDeclaration(path) ? { is: "entry", path } : optionOfMacro(path, scene);
    case "value":
      return valueMeaning(name, path, scene);
    case "statistic":
      return entry(["logged", name]);
    case "call": {
      const spec = vocabulary.functions.get(name);
      return spec ? { is: "function", spec } : entry(["define", name]) ?? valueMeaning(name, path, scene);
    }
    case "parameter": {
      const spec = vocabulary.functions.get(of!);
      return spec ? { is: "function", spec, parameter: name } : partOfMacro(of!, name, whole);
    }
    case "kind":
      return entry(["define", name]);
    default:
      return undefined;
  }
}

/** Whether a path is that of an entry to which the recipe gives a name. */
export function isDeclaration(path: readonly string[]): boolean {
  const [section, , part] = path;
  if (path.length === 2) return OWN_SECTIONS.includes(section!);
  return section === "define" && path.length === 4 && MACRO_PARTS.some((each) => each === part);
}

/** A key of an entry that a macro makes: an input or option of it. */
function optionOfMacro(path: readonly string[], { whole }: RecipeScene): Meaning | undefined {
  const kind = entryAt(whole, [...path.slice(0, -1), "kind"])?.value;
  return kind?.shape === "scalar" ? partOfMacro(String(kind.value), path.at(-1)!, whole) : undefined;
}

function partOfMacro(macro: string, name: string, whole: Tree): Meaning | undefined {
  const paths = ["inputs", "options"].map((part) => ["define", macro, part, name]);
  const path = paths.find((each) => entryAt(whole, each));
  return path && { is: "entry", path };
}

/** The signal, constant or part of a macro that a name means in the text at a path; of `made.step` what made it. */
function valueMeaning(
  name: string,
  path: readonly string[],
  { whole, outlook }: RecipeScene,
): Meaning | undefined {
  const parts = name.split(".");
  for (let count = parts.length; count > 0; count--) {
    const first = parts.slice(0, count).join(".");
    const found = path[0] === "define"
      ? MACRO_PARTS.map((part) => ["define", path[1]!, part, first])
      : [...SIGNAL_SECTIONS.map((section) => [section, first]), first.split(".")];
    const declared = [...found, ["constants", first]].find((each) =>
      isDeclaration(each) && entryAt(whole, each)
    );
    if (declared) return { is: "entry", path: declared };
    const signal = outlook.inspected?.signals.find((each) => each.section === "input" && each.name === first);
    if (signal && path[0] !== "define") return { is: "input", signal };
  }
  return name === "classes" ? { is: "classes" } : undefined;
}
