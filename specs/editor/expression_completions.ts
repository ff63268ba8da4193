/** What may be typed within an expression. */
import { textOf } from "../compile/step_signals.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import { plain, subtree, type Tree } from "../load/tree.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { callText, meaning } from "../schema/signature.ts";
import { macroText } from "../schema/vocabulary.ts";
import { showType } from "../types.ts";
import { openArgument } from "./call_at.ts";
import type { Completion } from "./completion.ts";
import type { Outlook } from "./outlook.ts";
import { calledParameters } from "./spots.ts";

/** Completions of an expression at a path, whose text before the cursor is `before`. */
export function expressionCompletions(
  before: string,
  path: readonly string[],
  outlook: Outlook,
): Completion[] {
  const { vocabulary, loaded: { tree: whole } } = outlook;
  const open = openArgument(before.replace(/[\w.]*$/, ""));
  const parameters = open ? calledParameters(open.call, path, { whole, outlook }) : [];
  const parameter = parameters.find(({ name }, i) =>
    open!.name === undefined ? i === open!.place : name === open!.name
  );
  if (parameter?.takes === "axis") return axes(outlook);
  if (parameter?.takes === "word") {
    const spec = vocabulary.functions.get(open!.call)?.parameters.find(({ name }) => name === parameter.name);
    return (spec?.words ?? []).map((label) => ({ label, is: "word" }));
  }
  if (parameter?.takes === "number") {
    return [...numberCompletions(path, outlook), ...byName(parameters, open?.given ?? [], open)];
  }
  return [
    ...named(path, outlook),
    ...byName(parameters, open?.given ?? [], open),
    ...numberCompletions(path, outlook),
    ...calls(outlook),
  ];
}

/** Parameters that may be given by name from here on. */
function byName(
  parameters: ReturnType<typeof calledParameters>,
  given: readonly string[],
  open: ReturnType<typeof openArgument>,
): Completion[] {
  if (!open || open.name !== undefined) return [];
  return parameters.slice(open.place).filter(({ name, takes }) =>
    takes !== "signals" && !given.includes(name)
  )
    .filter(({ takes }) => takes === "number" || takes === "word")
    .map(({ name }) => ({ label: `${name}=`, is: "parameter", detail: `of ${open.call}` }));
}

/** The axes that signals have, or what a signal is computed from. */
function axes({ inspected }: Outlook): Completion[] {
  const dims = new Map(
    [...inspected?.signals ?? [], ...inspected?.program?.nodes ?? []].flatMap(({ type }) => type.dims)
      .map((dim) => [dim.axis, dim] as const),
  );
  return [...dims.keys()].filter((axis) => /^\w+$/.test(axis)).map((label) => ({
    label,
    is: "axis",
    detail: "axis",
  }));
}

/** Constants, and within a macro its options. */
export function numberCompletions(path: readonly string[], { inspected, loaded }: Outlook): Completion[] {
  const options = path[0] === "define" && path.length > 1
    ? entryNames(loaded.tree, ["define", path[1]!, "options"])
    : [];
  return [
    ...options.map((label): Completion => ({ label, is: "constant", detail: `option of ${path[1]}` })),
    ...[...inspected?.constants ?? []].map(([label, value]): Completion => ({
      label,
      is: "constant",
      detail: `= ${value}`,
    })),
  ];
}

/** What has a name: the signals of a recipe, or the inputs and steps of a macro. */
function named(path: readonly string[], outlook: Outlook): Completion[] {
  if (path[0] !== "define") return signalCompletions(path, outlook, "recipe");
  const { tree } = outlook.loaded;
  return ["inputs", "steps"].flatMap((part) =>
    entryNames(tree, ["define", path[1]!, part]).filter((label) => label !== path[3]).map((
      label,
    ): Completion => ({
      label,
      is: "signal",
      detail: part === "inputs"
        ? textOf(subtree(tree, ["define", path[1]!, part, label])!)
        : `step of ${path[1]}`,
    }))
  );
}

/** Signals with their types: all of a recipe but the one at the path, or those that inference or the report may name. */
export function signalCompletions(
  path: readonly string[],
  { inspected, loaded }: Outlook,
  use: "recipe" | "inference" | "report",
): Completion[] {
  const types = new Map((inspected?.signals ?? []).map((signal) => [signal.name, signal]));
  const declared = SIGNAL_SECTIONS.flatMap((section) => entryNames(loaded.tree, [section]));
  const steps = [...types.values()].filter(({ section }) => SIGNAL_SECTIONS.some((each) => each === section));
  const inputs = use === "recipe" ? [...types.values()].filter(({ section }) => section === "input") : [];
  const losses = path[0] === "losses" || path[0] === "logged" ? entryNames(loaded.tree, ["losses"]) : [];
  const names = new Set([
    ...declared,
    ...steps.map(({ name }) => name),
    ...inputs.map(({ name }) => name),
    ...losses.map((name) => `losses.${name}`),
  ]);
  // The update of a memory names the memory.
  const own = path[0] === "losses" ? `losses.${path[1]}` : path.length === 2 ? path[1] : undefined;
  return [...names].filter((name) => name !== own).map((label) => {
    const signal = types.get(label);
    return {
      label,
      is: "signal",
      detail: signal && showType(signal.type),
      markdown: signal && signal.section !== "input" ? `\`${signal.text}\`` : undefined,
    };
  });
}

/** Functions and macros. */
function calls({ vocabulary, loaded }: Outlook): Completion[] {
  const define = subtree(loaded.tree, ["define"]);
  const macros = define?.shape === "map" ? [...define.entries] : [];
  return [
    ...[...vocabulary.functions.values()].map(functionCompletion),
    ...macros.map(([label, { value }]): Completion => ({
      label,
      is: "macro",
      detail: macroText(label, plain(value)),
    })),
  ];
}

function functionCompletion(spec: FunctionSpec): Completion {
  return { label: spec.name, is: "function", detail: callText(spec), markdown: meaning(spec) };
}

/** The keys of a map at a path, none where there is no map. */
export function entryNames(tree: Tree, path: readonly string[]): string[] {
  const map = subtree(tree, path);
  return map?.shape === "map" ? [...map.entries.keys()] : [];
}
