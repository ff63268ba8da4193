/** Compiles a block: checks its options, compiles its inputs and applies its type rule. */
import { unknownKind } from "../recipe/check/wording.ts";
import { ExpressionError } from "../expression/parts.ts";
import type { BlockSpec } from "../kinds/blocks/block.ts";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Tree } from "../load/tree.ts";
import { addBlock } from "./block_node.ts";
import { type BlockEntry, blockEntry } from "./block_entry.ts";
import type { BlockStep } from "./definition.ts";
import { makeSignal } from "./make.ts";
import { AlreadyReported } from "../expression/reported.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** A block is as much effort as so many names. */
const PARTS = 20;

/**
 * Compiles a block, or what a macro makes by its name as a kind.
 *
 * @throws {AlreadyReported} Where it is wrong, which is then reported.
 */
export function compileBlock(step: BlockStep, recipe: Tree, scope: Scope): Value {
  const { kind, path } = step;
  const { blocks, macros, functions } = scope.vocabulary;
  const entry = blockEntry(step, recipe, scope);
  const place = entry.tree("kind")?.place;
  try {
    return scope.effort.nested({ offset: 0, length: 0 }, scope.signal, PARTS, () => {
      const spec = blocks.get(kind);
      if (spec) return build(spec, entry, scope);
      if (!macros.has(kind)) {
        const unknown = unknownKind(kind, [...path, "kind"], [...blocks.keys(), ...macros.keys()], place);
        throw entry.tell(
          functions.has(kind)
            ? { ...unknown, hint: `it is a function, write an expression: ${kind}(...)` }
            : unknown,
        );
      }
      const macro = macros.get(kind);
      if (!macro) throw new AlreadyReported();
      return makeSignal(macro, entry, scope);
    });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw entry.tell({ message: `${error.message} at ${path.join(".")}`, place, hint: error.hint });
  }
}

function build(spec: BlockSpec, entry: BlockEntry, scope: Scope): Value {
  const { path } = entry;
  const options = entry.options(spec.options(scope.fieldsOf(scope.numbers)));
  const inputs = entry.inputs(spec.inputs);
  const built = spec.build(options, inputs.map(({ type }) => type), {
    refuse(option, message, hint) {
      const place = (entry.tree(option) ?? entry.tree("kind"))!.place;
      throw entry.tell({ message: `${message} at ${[...path, option].join(".")}`, place, hint });
    },
  });
  const owner = scope.owner!;
  const { place } = entry.tree("kind")!;
  const value = addBlock(spec, { built, inputs, owner }, scope, (message, hint) => {
    throw entry.tell({ message, place, hint });
  });
  const pending = { name: `${owner}.${built.parameters[0]?.name}`, type: built.type, scope };
  if (spec.update !== undefined) {
    const tree = entry.tree(spec.update)!;
    if (owner !== scope.signal) throw entry.tell(inCall(spec.kind, path, tree));
    scope.updates.push({ ...pending, fill: built.fill, tree });
  }
  const start = spec.start === undefined ? undefined : entry.tree(spec.start);
  if (start && owner === scope.signal) {
    if (entry.tree("init")) throw entry.tell(bothBegin(path, spec.start!, start));
    scope.starts.push({ ...pending, tree: start });
  }
  return { ...value, block: { spec, options, owner, place } };
}

/** A call computes the steps of a module again, and would have another next value. */
function inCall(kind: string, path: readonly string[], { place }: Tree): Diagnostic {
  return {
    message: `A module that is called cannot hold a ${kind}, whose next value would be of one of the calls: ${
      path.join(".")
    }`,
    place,
    hint: "make it a signal, and give it to the module as an input",
  };
}

function bothBegin(path: readonly string[], option: string, { place }: Tree): Diagnostic {
  return {
    message: `init and ${option} exclude each other: ${path.join(".")}`,
    place,
    hint: "keep one; an inherited one goes by null",
  };
}
