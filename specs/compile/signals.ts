/** Compiles the sections that declare signals, each signal when it is first needed. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { ExpressionError, type Span } from "../expression/tree.ts";
import { parseExpression } from "../expression/parse.ts";
import { type Entry, plain, removalAt, type ScalarTree, showTree, type Tree } from "../load/tree.ts";
import type { Signal } from "../program.ts";
import type { Fields } from "../recipe/fields.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { blockSignal, blockText } from "./block.ts";
import type { Builder, Value } from "./builder.ts";
import { compileExpression } from "./expression.ts";
import { createEffort } from "./effort.ts";
import { reportExpression } from "./macro.ts";
import { AlreadyReported, type Removal, type Scope, type Vocabulary } from "./scope.ts";

/** Where a signal is declared. */
export interface Declaration {
  readonly name: string;
  readonly section: string;
  /** Path in the recipe. */
  readonly path: readonly string[];
  readonly entry: Entry;
}

/** What compiling signals needs. */
export interface SignalContext {
  readonly tree: Tree;
  readonly builder: Builder;
  readonly vocabulary: Vocabulary;
  readonly fields: Fields;
  readonly inputs: readonly Signal[];
  readonly constant: (name: string) => number | undefined;
  readonly constants: () => readonly string[];
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly diagnostics: Diagnostic[];
}

/** Compiles signals on demand. */
export interface SignalCompiler {
  /** The value of a declared signal; undefined when it is wrong, which is then reported. */
  compile(name: string): Value | undefined;
  /** The signals compiled so far, in order of need. */
  readonly compiled: ReadonlyMap<string, Signal>;
}

/** Prepares the compilation of every declared signal. */
export function signalCompiler(context: SignalContext): SignalCompiler {
  const { builder, vocabulary, inputs, declarations, diagnostics } = context;
  const compiled = new Map<string, Signal>();
  const failed = new Set<string>();
  const open: string[] = [];
  const effort = createEffort();

  function signalOf(name: string, span: Span): Value | undefined {
    const input = inputs.find((signal) => signal.name === name);
    if (input) return { node: input.node, type: input.type };
    if (!declarations.has(name) || declarations.get(name)!.section === "logged") return undefined;
    if (open.includes(name)) {
      const cycle = [...open.slice(open.indexOf(name)), name].join(" -> ");
      throw new ExpressionError(`Cyclic use: ${cycle}`, span, "a signal cannot depend on itself");
    }
    const value = compile(name);
    if (!value) throw new AlreadyReported();
    return value;
  }

  function compile(name: string): Value | undefined {
    const done = compiled.get(name);
    if (done) return { node: done.node, type: done.type };
    if (failed.has(name)) return undefined;
    const declaration = declarations.get(name)!;
    const scope: Scope = {
      builder,
      effort,
      vocabulary,
      expanding: [],
      signal: name,
      constant: context.constant,
      signalOf,
      removal: (wanted) => removalFor(declaration, wanted),
      constants: context.constants,
      names: () => [...inputs.map((i) => i.name), ...namesFor(declaration), ...context.constants()],
    };
    open.push(name);
    builder.places.set(name, declaredAt(declaration.entry));
    const made = compileDeclaration(declaration, scope, context);
    open.pop();
    if (!made) failed.add(name);
    else compiled.set(name, { name, section: declaration.section, ...made });
    return made && { node: made.node, type: made.type };
  }

  /** One in the entry's own file, which can be seen there, is none. */
  function removalFor({ entry, path }: Declaration, name: string): Removal | undefined {
    const places = ["constants", ...SIGNAL_SECTIONS].map((section) =>
      removalAt(context.tree, [section, name])
    );
    const place = places.find((each) => each !== undefined && each.file !== entry.value.place.file);
    return place && { place, user: path };
  }

  /** The declared names that are worth suggesting: a term of the loss is used by another or logged, if at all. */
  function namesFor({ section }: Declaration): string[] {
    const sections = [
      ...SIGNAL_SECTIONS,
      ...(section === "losses" || section === "logged" ? ["losses"] : []),
    ];
    const usable = [...declarations.values()].filter((each) => sections.includes(each.section));
    return usable.map(({ name }) => name).filter((name) => !open.includes(name));
  }

  return { compile, compiled };

  function compileDeclaration(declaration: Declaration, scope: Scope, context: SignalContext) {
    const { value, key } = declaration.entry;
    if (value.shape === "scalar" && typeof value.value !== "string") {
      diagnostics.push({
        message: `${declaration.path.join(".")} must be an expression or a block: found ${showTree(value)}`,
        place: value.place,
        hint: "numbers have their place in section constants",
      });
      return undefined;
    }
    if (value.shape === "scalar") {
      const made = expressionSignal(value, scope, diagnostics);
      return made &&
        { ...made, kind: "expression", text: String(value.value), place: declaredAt(declaration.entry) };
    }
    const kind = value.shape === "map" ? value.entries.get("kind")?.value : undefined;
    if (value.shape !== "map" || !kind) {
      diagnostics.push({
        message: `Missing "kind" at ${declaration.path.join(".")}`,
        place: key,
        hint: `one of: ${[...vocabulary.blocks.keys()].join(", ")}; or write an expression`,
      });
      return undefined;
    }
    const made = blockSignal(declaration.path, String(plain(kind)), scope, context);
    const place = declaredAt(declaration.entry);
    return made && { ...made, kind: String(plain(kind)), text: blockText(value), place };
  }
}

/** Where a file says what the signal is: its name beside the kind or expression in force. */
function declaredAt({ key, introduced, value }: Entry): Place {
  const kind = value.shape === "map" ? value.entries.get("kind") : undefined;
  const stated = kind && kind.key.file !== key.file ? kind.key : key;
  return stated.file === "--set" ? introduced : stated;
}

/** Compiles an expression; a mistake is reported and gives undefined. */
export function expressionSignal(
  tree: ScalarTree,
  scope: Scope,
  diagnostics: Diagnostic[],
): Value | undefined {
  try {
    return compileExpression(parseExpression(String(tree.value)), scope);
  } catch (error) {
    reportExpression(error, tree, diagnostics);
    return undefined;
  }
}
