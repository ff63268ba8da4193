/** Compiles the sections that declare signals, each signal when it is first needed. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { ExpressionError, type TextSpan } from "../expression/parts.ts";
import { type Entry, plain, removalAt, showTree, type Tree } from "../load/tree.ts";
import type { Signal } from "../program.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import type { Declaration } from "../recipe/check/declarations.ts";
import { missingKey } from "../recipe/check/wording.ts";
import { compileBlock } from "./block.ts";
import type { Builder } from "./builder.ts";
import { createEffort } from "./effort.ts";
import { compileExpression, compileText } from "./expression.ts";
import { AlreadyReported } from "../expression/reported.ts";
import type { Callables, PendingUpdate, PendingValue, Removal, Scope } from "./scope.ts";
import type { Numbers } from "../expression/constant.ts";
import { stepSignals, textOf } from "./step_signals.ts";
import { type Value, valueOf } from "./value.ts";

/** What compiling signals needs. */
export interface SignalContext {
  readonly tree: Tree;
  readonly builder: Builder;
  readonly vocabulary: Callables;
  readonly inputs: readonly Signal[];
  /** How a recipe gets an input that it may not have, by its name. */
  readonly inputHints: ReadonlyMap<string, string>;
  readonly constants: Numbers;
  readonly fieldsOf: Scope["fieldsOf"];
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly diagnostics: Diagnostic[];
}

/** Compiles signals on demand. */
export interface SignalCompiler {
  /** The value of a declared signal; undefined when it is wrong, which is then reported. */
  compile(name: string): Value | undefined;
  /** The signals compiled so far, in order of need. */
  readonly compiled: ReadonlyMap<string, Signal>;
  /** The updates of the memories among them. */
  readonly updates: readonly PendingUpdate[];
  /** What parameters among them begin with. */
  readonly starts: readonly PendingValue[];
}

/** Prepares the compilation of every declared signal. */
export function signalCompiler(context: SignalContext): SignalCompiler {
  const { tree, builder, vocabulary, inputs, constants, declarations, diagnostics } = context;
  const compiled = new Map<string, Signal>();
  const values = new Map<string, Value>();
  const failed = new Set<string>();
  const open: string[] = [];
  const shared = {
    builder,
    effort: createEffort(),
    vocabulary,
    compile: {
      expression: compileExpression,
      block: (step: Parameters<typeof compileBlock>[0], scope: Scope) => compileBlock(step, tree, scope),
    },
    diagnostics,
    updates: [] as PendingUpdate[],
    starts: [] as PendingValue[],
    fieldsOf: context.fieldsOf,
    recipe: constants,
    numbers: constants,
    expanding: [],
  };

  function signalOf(name: string, span: TextSpan): Value | undefined {
    const input = inputs.find((signal) => signal.name === name);
    if (input) return { node: input.node, type: input.type };
    if (!declarations.has(name) || declarations.get(name)!.section === "logged") return undefined;
    if (open.includes(name)) {
      const cycle = [...open.slice(open.indexOf(name)), name].join(" -> ");
      throw new ExpressionError(`Cyclic use: ${cycle}`, span, "a signal cannot depend on itself");
    }
    const value = compileDeclared(name);
    if (!value) throw new AlreadyReported();
    return value;
  }

  function compile(name: string): Value | undefined {
    const step = declarations.has(name) ? undefined : valueOf(name, (each) => values.get(each));
    return step ?? compileDeclared(name);
  }

  function compileDeclared(name: string): Value | undefined {
    const done = values.get(name);
    if (done || failed.has(name)) return done;
    const declaration = declarations.get(name)!;
    const scope: Scope = {
      ...shared,
      signal: name,
      owner: name,
      signalOf: (wanted, span) => valueOf(wanted, (each) => signalOf(each, span)),
      called: (wanted, span) => valueOf(wanted, (each) => isMade(each) ? signalOf(each, span) : undefined),
      callable: () => [...declarations.keys()].filter(hasInputs),
      removal: (wanted) => removalFor(declaration, wanted),
      inputHint: (wanted) => context.inputHints.get(wanted),
      names: () => [
        ...inputs.map((i) => i.name),
        ...namesFor(declaration),
        ...[...compiled.keys()].filter((each) => !declarations.has(each)),
        ...constants.names(),
      ],
    };
    open.push(name);
    builder.places.set(name, declaredAt(declaration.entry));
    const made = compileDeclaration(declaration, scope);
    open.pop();
    if (!made) {
      failed.add(name);
      return undefined;
    }
    values.set(name, made.value);
    const { section } = declaration;
    const place = declaredAt(declaration.entry);
    const { node, type } = made.value;
    compiled.set(name, { name, section, node, type, kind: made.kind, text: made.text, place });
    for (const step of stepSignals(name, section, made.value)) compiled.set(step.name, step);
    return made.value;
  }

  /** Whether a block makes the signal, or a macro by its name as a kind. */
  function isMade(name: string): boolean {
    const entry = declarations.get(name)?.entry.value;
    if (entry?.shape !== "map") return false;
    const kind = kindOf(entry) ?? "";
    return vocabulary.macros.has(kind) || vocabulary.blocks.has(kind);
  }

  /** Whether a signal that is made may be called: a block without inputs has nothing to be called with. */
  function hasInputs(name: string): boolean {
    const kind = kindOf(declarations.get(name)!.entry.value) ?? "";
    return isMade(name) && vocabulary.blocks.get(kind)?.inputs.length !== 0;
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

  return { compile, compiled, updates: shared.updates, starts: shared.starts };

  function compileDeclaration({ path, entry: { value, key } }: Declaration, scope: Scope) {
    if (value.shape === "scalar" && typeof value.value !== "string") {
      diagnostics.push({
        message: `${path.join(".")} must be an expression or a block: found ${showTree(value)}`,
        place: value.place,
        hint: "numbers have their place in section constants",
      });
      return undefined;
    }
    if (value.shape === "scalar") {
      const made = compileText(value, scope);
      return made && { value: made, kind: "expression", text: textOf(value) };
    }
    const kind = kindOf(value);
    if (value.shape !== "map" || kind === undefined) {
      const kinds = [...vocabulary.blocks.keys(), ...vocabulary.macros.keys()].join(", ");
      diagnostics.push(missingKey([...path, "kind"], key, `one of: ${kinds}; or write an expression`));
      return undefined;
    }
    try {
      const made = compileBlock({ is: "block", kind, path, tree: value }, tree, scope);
      return { value: made, kind, text: textOf(value) };
    } catch (error) {
      if (error instanceof AlreadyReported) return undefined;
      throw error;
    }
  }
}

function kindOf(tree: Tree): string | undefined {
  const kind = tree.shape === "map" ? tree.entries.get("kind")?.value : undefined;
  return kind && String(plain(kind));
}

/** Where a file says what the signal is: its name beside the kind or expression in force. */
function declaredAt({ key, introduced, value }: Entry): Place {
  const kind = value.shape === "map" ? value.entries.get("kind") : undefined;
  const stated = kind && kind.key.file !== key.file ? kind.key : key;
  return stated.file === "--set" ? introduced : stated;
}
