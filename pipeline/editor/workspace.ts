/** The recipes that an editor has open, over those on the disk. */
import { type Diagnostic, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { inspectTree } from "../../specs/compile/mod.ts";
import { isPartText } from "../../specs/editor/file_kind.ts";
import { emptyOutlook, type Outlook } from "../../specs/editor/outlook.ts";
import type { RecipeWarning } from "../../specs/explain/idle_losses.ts";
import { placedWarnings } from "../../specs/explain/warnings.ts";
import { VOCABULARY, type Vocabulary } from "../../specs/kinds/mod.ts";
import { type LoadedTree, loadTree } from "../../specs/load/mod.ts";
import { extensionsOf } from "../../specs/recipe/check/use.ts";
import type { Language } from "../language.ts";

/** What a workspace needs from outside. */
export interface EditorHost {
  /** An absolute path as messages name it, and as this process reaches it. */
  show(path: string): string;
  /** The absolute path of one that messages name. */
  reach(path: string): string;
  /** The folder of an absolute path. */
  folderOf(path: string): string;
  /** Reads a text file; throws when it cannot, an error whose message says why. */
  read(path: string): string;
  /** The YAML files in a folder. */
  recipesIn(folder: string): readonly string[];
  /** The names of the folders in a folder. */
  foldersIn(folder: string): readonly string[];
  /** The names of walt's own recipes, such as "demo", where recipes may extend these by name. */
  ownRecipes(): readonly string[];
  /**
   * The language with the extension files that a recipe names; undefined where it names none.
   *
   * @throws {UserError} Where one cannot be loaded.
   */
  languageOf(loaded: LoadedTree): Promise<Language | undefined>;
}

/** What is known of an open recipe. */
export interface Analysis {
  /** The recipe as messages name it. */
  readonly file: string;
  /** Whether it is a part, checked within a recipe that extends it. */
  readonly isPart: boolean;
  /** Whether it is a part that no recipe near it extends: what it needs of others is not known, and nothing is checked. */
  readonly isAlone: boolean;
  /** The absolute paths of all files that were asked for. */
  readonly asked: ReadonlySet<string>;
  readonly mistakes: readonly Diagnostic[];
  readonly warnings: readonly RecipeWarning[];
  /** What names mean; of the last text that could be loaded, where this one cannot. */
  readonly outlook: Outlook;
}

/** A workspace. */
export interface Workspace {
  /** Looks for the recipes that extend parts anew: other files are there than before. */
  forget(): void;
  /** Looks at the recipe at an absolute path. */
  analyse(path: string, before: Analysis | undefined): Promise<Analysis>;
}

/** Starts a workspace; `textOf` gives the text of an open document by its absolute path. */
export function createWorkspace(
  host: EditorHost,
  textOf: (path: string) => string | undefined,
): Workspace {
  const read = (path: string) => textOf(host.reach(path)) ?? host.read(path);
  /** The recipes within which parts were checked last. */
  const wholes = new Map<string, string | undefined>();
  /** Languages by their extensions. */
  const languages = new Map<string, Vocabulary>();

  async function vocabularyOf(loaded: LoadedTree): Promise<Vocabulary> {
    const key = extensionsOf(loaded.tree).map(({ path }) => path).join("\n");
    if (key === "") return VOCABULARY;
    const known = languages.get(key) ?? (await host.languageOf(loaded))?.vocabulary ?? VOCABULARY;
    languages.set(key, known);
    return known;
  }

  /** Whether a recipe lays in a file. */
  function laysIn(recipe: string, path: string): boolean {
    try {
      if (isPartText(read(recipe))) return false;
      return loadTree(host.show(recipe), { read }).files.some((file) => host.reach(file) === path);
    } catch {
      return false;
    }
  }

  /** The recipe within which a part is checked: the one of last time, or the first near it that lays it in. */
  function wholeOf(path: string): string | undefined {
    const last = wholes.get(path);
    if (last !== undefined && laysIn(last, path)) return last;
    if (last === undefined && wholes.has(path)) return undefined;
    const folder = host.folderOf(path);
    const near = [folder, host.folderOf(folder)].flatMap((each) => host.recipesIn(each));
    const found = near.find((recipe) => laysIn(recipe, path));
    wholes.set(path, found);
    return found;
  }

  async function inspect(main: string, asked: Set<string>, before: Outlook): Promise<Found> {
    const noting = (path: string) => {
      asked.add(host.reach(path));
      return read(path);
    };
    let outlook = before;
    let isLoaded = false;
    try {
      const loaded = loadTree(main, { read: noting });
      isLoaded = true;
      outlook = { ...before, loaded };
      const vocabulary = await vocabularyOf(loaded);
      const inspected = inspectTree(loaded, vocabulary);
      const warnings = inspected.program ? placedWarnings(inspected.program) : [];
      const mistakes = inspected.mistakes?.diagnostics ?? [];
      return { isLoaded, mistakes, warnings, outlook: { vocabulary, loaded, inspected } };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { isLoaded, mistakes: error.diagnostics, warnings: [], outlook };
    }
  }

  return {
    forget: () => wholes.clear(),
    async analyse(path, before) {
      const file = host.show(path);
      const isPart = isPartText(read(path));
      const whole = isPart ? wholeOf(path) : undefined;
      const asked = new Set([path]);
      const main = whole === undefined ? file : host.show(whole);
      const { isLoaded, mistakes, warnings, outlook } = await inspect(
        main,
        asked,
        before?.outlook ?? emptyOutlook(file),
      );
      const isAlone = isPart && whole === undefined && isLoaded;
      return { file, isPart, isAlone, asked, mistakes: isAlone ? [] : mistakes, warnings, outlook };
    },
  };
}

/** What looking at a recipe finds. */
interface Found extends Pick<Analysis, "mistakes" | "warnings" | "outlook"> {
  /** Whether it could be loaded. */
  readonly isLoaded: boolean;
}
