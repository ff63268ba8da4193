/** The variants of a sweep: the product of what may differ. */
import type { Override } from "./placed_text.ts";

/** A recipe file, or one to lay over, and what it is called. */
export interface Named {
  readonly file: string;
  readonly name: string;
}

/** What a sweep is the product of. */
export interface Factors {
  readonly recipes: readonly Named[];
  /** The variants of a grid; empty where there is none. */
  readonly grid: readonly {
    readonly name: string;
    readonly patches: readonly string[];
    /** Each line's values. */
    readonly lines: readonly (readonly Override[])[];
  }[];
  /** Each in turn; empty where there is none. */
  readonly patches: readonly Named[];
  /** Each line's values. */
  readonly lines: readonly (readonly Override[])[];
}

/** What is trained with every seed. */
export interface SweepVariant {
  /** A recipe file. */
  readonly recipe: string;
  /** What tells it from the others: names and values that differ, or the recipe's name where nothing does. */
  readonly name: string;
  /** Files to lay over, in order. */
  readonly patches: readonly string[];
  readonly overrides: readonly Override[];
}

/** The product of recipes, variants of a grid, patches and values, the last fastest. */
export function variantsOf({ recipes, grid, patches, lines }: Factors): SweepVariant[] {
  const grids = grid.length > 0 ? grid : [{ name: undefined, patches: [], lines: [] }];
  const laid = patches.length > 0 ? patches : [undefined];
  return recipes.flatMap((recipe) =>
    grids.flatMap((each) =>
      product(each.lines).flatMap((own) =>
        laid.flatMap((patch) =>
          product(lines).map((given) => {
            const values = [...valuesOf(each.lines, own), ...valuesOf(lines, given)];
            const words = [each.name, patch?.name, ...values].filter((word) => word !== undefined);
            const named = recipes.length > 1 || words.length === 0;
            return {
              recipe: recipe.file,
              name: [...(named ? [recipe.name] : []), ...words].join(", "),
              patches: [...each.patches, ...(patch ? [patch.file] : [])],
              overrides: [...own, ...given],
            };
          })
        )
      )
    )
  );
}

/** What is chosen from lines that have more than one value. */
function valuesOf(lines: readonly (readonly Override[])[], chosen: readonly Override[]): string[] {
  return chosen.filter((_, i) => lines[i]!.length > 1).map(({ text }) => text);
}

/** Every choice of one of each. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}
