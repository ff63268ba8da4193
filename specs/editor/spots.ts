/** What stands where in a recipe file: keys, and the names in its texts. */
import type { Place } from "../diagnostics/diagnostics.ts";
import { parseExpression } from "../expression/parse.ts";
import { type CallExpression, type Expression, ExpressionError, type TextSpan } from "../expression/parts.ts";
import type { Parameter } from "../kinds/functions/function.ts";
import { entryAt, type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import { keyNamesSignal, textRole } from "./roles.ts";
import type { RecipeScene } from "./scene.ts";

/** A key, or a name in a text. */
export interface NameSpot {
  /**
   * What it is: a key of a map; a value, such as a signal or constant; a function that is called, or its parameter; an axis;
   * a statistic; a word; the kind of what lies at the path; a file.
   */
  readonly is: "key" | "value" | "call" | "parameter" | "axis" | "statistic" | "word" | "kind" | "file";
  /** The name as it stands there. */
  readonly name: string;
  readonly place: Place;
  /** Path of the key, or of the text, in the recipe. */
  readonly path: readonly string[];
  /** What is called, of a parameter, or of an axis or word that is an argument. */
  readonly of?: string;
}

/** The keys and names in a file, in order. */
export function spotsOf(scene: RecipeScene): NameSpot[] {
  return [...spotsWithin(scene.own, [], scene)];
}

/** The key or name around a position, line and column counted from 1; the innermost where one is within another. */
export function spotAt(scene: RecipeScene, line: number, column: number): NameSpot | undefined {
  const around = spotsOf(scene).filter(({ place }) =>
    place.line === line && place.column <= column && column <= place.column + place.length
  );
  return around.toSorted((a, b) => a.place.length - b.place.length)[0];
}

function* spotsWithin(tree: Tree, path: readonly string[], scene: RecipeScene): Generator<NameSpot> {
  if (tree.shape === "map") {
    for (const [name, { key, value }] of tree.entries) {
      const inner = [...path, name];
      yield { is: keyNamesSignal(inner) ? "value" : "key", name, place: key, path: inner };
      yield* spotsWithin(value, inner, scene);
    }
  } else if (tree.shape === "list") {
    for (const [i, item] of tree.items.entries()) yield* spotsWithin(item, [...path, String(i)], scene);
  } else if (typeof tree.value === "string") yield* spotsInText(tree, tree.value, path, scene);
}

function spotsInText(
  tree: ScalarTree,
  text: string,
  path: readonly string[],
  scene: RecipeScene,
): NameSpot[] {
  const { recipe, outlook: { vocabulary } } = scene;
  const role = textRole(path, recipe, vocabulary);
  const whole = { name: text, place: tree.place, path };
  switch (role) {
    case undefined:
      return [];
    case "expression":
    case "number":
      return spotsInExpression(tree, text, path, scene);
    case "signal":
      return [{ is: "value", ...whole }];
    case "kind":
      return [{ is: "kind", ...whole, path: path.at(-1) === "kind" ? path.slice(0, -1) : path }];
    default:
      return [{ is: role, ...whole }];
  }
}

/** The names of an expression; none where it breaks the grammar. */
function spotsInExpression(
  tree: ScalarTree,
  text: string,
  path: readonly string[],
  scene: RecipeScene,
): NameSpot[] {
  const spots: NameSpot[] = [];
  const add = (is: NameSpot["is"], name: string, { offset, length }: TextSpan, of?: string) =>
    spots.push({ is, name, place: tree.spot(offset, length), path, ...(of === undefined ? {} : { of }) });
  const visit = (part: Expression, takes: Parameter["takes"], of?: string): void => {
    if (part.is === "name") {
      const is = takes === "axis" || takes === "word" ? takes : "value";
      add(is, part.name, part.span, of);
    } else if (part.is === "list") { for (const item of part.items) visit(item, takes, of); }
    else if (part.is === "call") visitCall(part);
  };
  const visitCall = (call: CallExpression): void => {
    // An operator has a sign for a head.
    if (text.startsWith(call.name, call.head.offset)) add("call", call.name, call.head);
    const parameters = calledParameters(call.name, path, scene);
    call.args.forEach(({ name, nameSpan, value }, i) => {
      if (nameSpan) add("parameter", name!, nameSpan, call.name);
      const parameter = parameters.find((each, at) => name === undefined ? at === i : each.name === name);
      visit(value, parameter?.takes ?? "signal", call.name);
    });
  };
  try {
    visit(parseExpression(text), "signal");
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [];
  }
  return spots;
}

/** The parameters of what is called by a name in the text at a path: of a function, a macro, or a signal that is made. */
export function calledParameters(
  name: string,
  path: readonly string[],
  { whole, outlook: { vocabulary } }: Pick<RecipeScene, "whole" | "outlook">,
): readonly Pick<Parameter, "name" | "takes">[] {
  const spec = vocabulary.functions.get(name);
  if (spec) return spec.parameters;
  const keys = (...path: string[]) => {
    const map = subtree(whole, path);
    return map?.shape === "map" ? [...map.entries.keys()] : [];
  };
  const macro = (name: string) => [
    ...keys("define", name, "inputs").map((name) => ({ name, takes: "signal" as const })),
    ...keys("define", name, "options").map((name) => ({ name, takes: "number" as const })),
  ];
  if (entryAt(whole, ["define", name])) return macro(name);
  const sections = path[0] === "define"
    ? [["define", path[1]!, "steps"]]
    : [["embedding"], ["actionness"], ["mining"]];
  const kind = sections.map((section) => subtree(whole, [...section, name, "kind"])).find(Boolean);
  if (kind?.shape !== "scalar") return [];
  const block = vocabulary.blocks.get(String(kind.value));
  return block
    ? block.inputs.map((name) => ({ name, takes: "signal" as const }))
    : macro(String(kind.value)).filter(({ takes }) => takes === "signal");
}
