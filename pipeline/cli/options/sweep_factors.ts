/** What the command line of a sweep asks for, with what its grid says. */
import { basename, dirname, isAbsolute, join } from "node:path";
import { type Diagnostic, UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readGrid } from "../../../specs/sweep/read.ts";
import { fromOption, type Override, type PlacedText } from "../../../specs/sweep/placed_text.ts";
import { overridesOf } from "../../../specs/sweep/values.ts";
import { type SweepVariant, variantsOf } from "../../../specs/sweep/variants.ts";
import { isThere, readTextSync } from "../../files/reading.ts";
import { AVERAGE } from "../../runs/metric.ts";
import { ownFile, RECIPES } from "./names.ts";
import { filesIn, nearestFile } from "./near_files.ts";
import { fromHere, pathWord, ROOT, toPaste } from "../terminal/paths.ts";
import { command } from "../../../specs/diagnostics/command.ts";

/** Where the grids of walt are. */
const GRIDS = join(ROOT, "sweeps");

const ENDING = /\.ya?ml$/;

/** What is asked for. */
export interface Asked {
  readonly recipes: readonly string[];
  readonly grid?: string | undefined;
  readonly patch: readonly string[];
  readonly set: readonly string[];
  readonly seeds?: readonly number[] | undefined;
}

/** The variants, and what goes for all of them. */
export interface Wanted {
  readonly variants: readonly SweepVariant[];
  readonly seeds: readonly number[] | undefined;
  readonly metric: PlacedText;
  /** What a path in an override is relative to: the file of the grid that has it, or where the command runs. */
  folderOf(override: Override): string;
  /** What the sweep is called: after its grid, or its recipes. */
  readonly name: string;
}

/**
 * The variants that a command line names.
 *
 * @throws {UserError} With the mistakes of the grid and of the lines.
 */
export function wantedVariants({ recipes, grid: asked, patch, set, seeds }: Asked): Wanted {
  const file = asked === undefined ? undefined : ownFile(asked, GRIDS);
  const grid = file === undefined ? undefined : readGrid(file, gridText(file));
  const beside = (path: string) => isAbsolute(path) ? path : join(dirname(file!), path);
  const files = recipes.length > 0
    ? recipes.map((named) => ownFile(named, RECIPES))
    : grid?.recipe
    ? [beside(grid.recipe.text)]
    : [];
  if (files.length === 0) {
    throw grid
      ? userError(`"${asked}" names no recipe`, "add recipe: to it, or name one on the command line")
      : userError(
        "No recipe given",
        `for instance: ${command("sweep", "recipes/demo.yaml", "--seeds", "0:4")}`,
      );
  }
  const diagnostics: Diagnostic[] = [];
  const ofGrid = new Set(grid?.variants.flatMap(({ lines }) => lines));
  const laid = grid?.variants.flatMap(({ patches }) => patches) ?? [];
  for (const path of recipes.length === 0 && grid?.recipe ? [grid.recipe, ...laid] : laid) {
    if (!isThere(beside(path.text))) diagnostics.push(absent(path, beside(path.text)));
  }
  const variants = variantsOf({
    recipes: named(files),
    grid: (grid?.variants ?? []).map(({ name, patches, lines }) => ({
      name,
      patches: patches.map(({ text }) => beside(text)),
      lines: lines.map((line) => overridesOf(line, diagnostics)),
    })),
    patches: named(patch.map((each) => ownFile(each, RECIPES))),
    lines: set.map((text) => overridesOf(fromOption("--set", text), diagnostics)),
  });
  if (diagnostics.length > 0) throw new UserError("Cannot sweep", diagnostics);
  const names = variants.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw userError(`Two variants are the same: "${twice}"`, "leave one of them out");
  return {
    variants,
    seeds: seeds ?? grid?.seeds,
    folderOf: ({ line }) => ofGrid.has(line) ? dirname(file!) : fromHere("."),
    metric: grid?.metric ?? fromOption("metric", AVERAGE),
    name: file === undefined ? named(files).map(({ name }) => name).join("-").slice(0, 100) : nameOf(file),
  };
}

/** A file that a grid names and that is not there. */
function absent({ text, spot }: PlacedText, path: string): Diagnostic {
  const near = nearestFile(path, filesIn(dirname(path), ENDING), ENDING);
  const meant = near && join(dirname(text), basename(near));
  return {
    message: `Cannot read recipe "${path}": there is no such file`,
    place: spot(0, text.length),
    hint: meant ? `did you mean "${meant}"?` : "paths in a grid are relative to that file",
  };
}

function gridText(path: string): string {
  try {
    return readTextSync(path);
  } catch (error) {
    const near = nearestFile(path, [...filesIn(dirname(path), ENDING), ...filesIn(GRIDS, ENDING)], ENDING);
    throw userError(
      `Cannot read grid "${path}": ${(error as Error).message}`,
      near ? `did you mean "${toPaste(near)}"?` : `grids are in ${pathWord(GRIDS)}`,
    );
  }
}

/** Files with the names of the files; with more of their paths where two have one name. */
function named(files: readonly string[]): { file: string; name: string }[] {
  const names = files.map(nameOf);
  return files.map((file, i) => {
    const isOnly = names.filter((name) => name === names[i]).length === 1;
    return { file, name: isOnly ? names[i]! : file.replace(ENDING, "") };
  });
}

function nameOf(file: string): string {
  return basename(file).replace(ENDING, "");
}
