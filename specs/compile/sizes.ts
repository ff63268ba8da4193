/** Tensors that no engine can hold are refused before anything is made. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { entryAt, placeAt, subtree, type Tree } from "../load/tree.ts";
import type { Node } from "../program.ts";
import { elements, MOST_ELEMENTS } from "../types.ts";

/** What the sizes of a program come from. */
export interface SizeScope {
  readonly tree: Tree;
  readonly nodes: readonly Node[];
  /** Where the text of each `signal` of a node stands. */
  readonly places: ReadonlyMap<string, Place>;
  readonly constants: ReadonlyMap<string, number>;
}

/** One tensor, in words and by its axes. */
interface Sized {
  readonly what: string;
  readonly sizes: readonly (readonly [axis: string, size: number])[];
  readonly place: Place;
}

/** Reports what is too large, where it begins to be; what is computed from it is not told besides. */
export function checkSizes({ tree, nodes, places, constants }: SizeScope, diagnostics: Diagnostic[]): void {
  const large = new Set<number>();
  for (const { id, inputs, type, signal, owner, parameters } of nodes) {
    const place = places.get(signal) ?? placeAt(tree, ["features", "sampling", "length"]);
    const tensors = (owner === undefined ? parameters : []).map(({ name, axes, shape }): Sized => ({
      what: `Parameter "${name}"`,
      sizes: shape.map((size, i) => [axes[i]!, size]),
      place,
    }));
    const wrong = tensors.find(isLarge);
    const inherited = inputs.some((input) => large.has(input));
    const value = elements(type) > MOST_ELEMENTS
      ? {
        what: `Signal "${signal}"`,
        sizes: type.dims.map(({ axis, count }) => [axis, count] as const),
        place,
      }
      : undefined;
    const told = wrong ?? value;
    if (told || inherited) large.add(id);
    if (told && !inherited) diagnostics.push(describe(told, tree, constants));
  }
}

function isLarge({ sizes }: Sized): boolean {
  return count(sizes) > MOST_ELEMENTS;
}

function count(sizes: Sized["sizes"]): number {
  return sizes.reduce((product, [, size]) => product * size, 1);
}

function describe(
  { what, sizes, place }: Sized,
  tree: Tree,
  constants: ReadonlyMap<string, number>,
): Diagnostic {
  const shape = sizes.map(([axis, size]) => `${axis}=${size}`).join(", ");
  const [, largest] = sizes.reduce((a, b) => b[1] > a[1] ? b : a);
  const cause = causeOf(largest, tree, constants);
  return {
    message: `${what} [${shape}] has ${
      count(sizes).toLocaleString("en-US", { maximumFractionDigits: 0 })
    } values: a tensor has at most ${MOST_ELEMENTS.toLocaleString("en-US")}`,
    place: cause?.place ?? place,
    hint: cause ? `lower ${cause.path}` : "make it smaller",
  };
}

/** The value of the recipe that makes most of a size. */
function causeOf(
  size: number,
  tree: Tree,
  constants: ReadonlyMap<string, number>,
): { path: string; place: Place } | undefined {
  const numbers = [["features", "sampling", "length"], ["training", "batch"], ...widths(tree)].map((path) => {
    const found = subtree(tree, path);
    return { path, value: found?.shape === "scalar" ? Number(found.value) : NaN };
  });
  const named = [...constants].map(([name, value]) => ({ path: ["constants", name], value }));
  const most =
    [...named, ...numbers].filter(({ path, value }) =>
      value > size / 2 && value <= size && entryAt(tree, path)
    ).sort((a, b) => b.value - a.value)[0];
  return most && { path: most.path.join("."), place: placeAt(tree, most.path) };
}

function widths(tree: Tree): string[][] {
  const sources = subtree(tree, ["features", "sources"]);
  return sources?.shape === "map"
    ? [...sources.entries.keys()].map((name) => ["features", "sources", name, "width"])
    : [];
}
