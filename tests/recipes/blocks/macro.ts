/** Evaluates macros of recipes/blocks on tensors of any axes, and compares them with their definition in float64. */
import assert from "node:assert/strict";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { parameter } from "../../../specs/kinds/blocks/parameter.ts";
import { VOCABULARY } from "../../../specs/kinds/mod.ts";
import { checkCase } from "../../pipeline/contract/check.ts";
import { cpuTest } from "../../pipeline/contract/engines.ts";
import { type Index, type Named, positions, type Sizes } from "../../pipeline/contract/named.ts";
import { scalar } from "../../pipeline/contract/references.ts";
import { compileText } from "../../pipeline/contract/recipe.ts";
import { ROOT } from "../../shared.ts";

/** The sum of a list. */
export const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);

/** The scalar that is the mean over some axes. */
export const meanOver = (sizes: Sizes, value: (index: Index) => number) => {
  const all = positions(sizes);
  return scalar(total(all.map(value)) / all.length);
};

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Named>>;

/** What a call of a macro gives. */
export interface MacroCase {
  /** The file of recipes/blocks, such as `guide`. */
  readonly file: string;
  /** The call, an expression over the tensors: `guide(attention, background)`. */
  readonly call: string;
  /** The tensors that the call may name, B and T as sizes of the batch; no name is that of an input, such as labels. */
  readonly tensors: Tensors;
  /** Tensors whose gradient is not compared, such as labels. */
  readonly constant?: readonly string[];
  /** False where no gradient reaches any tensor. */
  readonly gradient?: false;
  /** The value in float64; `fixed` has the same tensors, for what no gradient passes through. */
  readonly reference: (tensors: Tensors, fixed: Tensors) => Named;
}

/** Blocks among which a tensor may have the axes of a batch: `given` of a recipe of `recipeOf`. */
const vocabulary = {
  ...VOCABULARY,
  blocks: new Map(VOCABULARY.blocks).set("parameter", {
    ...parameter,
    build(options, inputs, context) {
      const { axes } = options as { axes: Record<string, number> };
      const named = Object.entries(axes).map(([axis, count]) => [`${axis}_`, count]);
      const built = parameter.build({ ...options, axes: Object.fromEntries(named) }, inputs, context);
      const dims = Object.entries(axes).map(([axis, count]) => ({
        axis,
        size: axis === "B" || axis === "T" ? axis : count,
        count,
      }));
      return { ...built, type: { dims } };
    },
  }),
};

/** A recipe with the tensors as signals. */
function recipeOf(file: string, tensors: Tensors, lines: readonly string[]): string {
  const given = Object.entries(tensors).map(([name, { sizes }]) =>
    `  ${name}: { kind: parameter, axes: ${JSON.stringify(sizes).replaceAll('"', "").replaceAll(":", ": ")} }`
  );
  const head = ["version: 1", "name: tiny", `extends: [base.yaml, recipes/blocks/${file}.yaml]`, "mining:"];
  return `${[...head, ...given, ...lines].join("\n")}\n`;
}

/** Registers a test that a call of a macro has the value and the gradients of its definition. */
export function macroTest(title: string, each: MacroCase): void {
  const { file, call, tensors, constant = [], gradient, reference } = each;
  const leafOf = (name: string) => `${name}.values`;
  const names = Object.keys(tensors);
  const pick = (leaf: (name: string) => Named) =>
    Object.fromEntries(names.map((name) => [name, leaf(leafOf(name))]));
  cpuTest(title, (engine) => {
    checkCase({
      program: compileText(recipeOf(file, tensors, [`  out: ${JSON.stringify(call)}`]), vocabulary),
      inputs: Object.fromEntries(names.map((name) => [leafOf(name), tensors[name]!])),
      reference: ({ leaf, fixed }) => reference(pick(leaf), pick(fixed.leaf)),
      gradient: gradient === false ? "none" : names.filter((name) => !constant.includes(name)).map(leafOf),
    }, engine);
  });
}

/** Registers a test for each call that does not fit: all that a person is told, the recipe being `tiny.yaml`. */
export function misuseTest(file: string, tensors: Tensors, messages: Readonly<Record<string, string>>): void {
  for (const [call, expected] of Object.entries(messages)) {
    Deno.test(`${call} is refused`, () =>
      assert.equal(
        refusalOf(() => compileText(recipeOf(file, tensors, [`  out: ${call}`]), vocabulary)),
        expected,
      ));
  }
}

/** What a person is told of the recipe that is compiled. */
export function refusalOf(compile: () => unknown): string {
  try {
    compile();
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return renderDiagnostics(error).replaceAll(`${ROOT}/`, "");
  }
  return assert.fail("nothing was refused");
}
