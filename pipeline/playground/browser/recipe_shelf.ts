/** The recipes of the page: its library, and what was typed over it. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { extensionsOf } from "../../../specs/recipe/check/use.ts";
import { basename, dirname, isAbsolute, join } from "../../../specs/load/paths.ts";
import { isPartText } from "../../../specs/editor/file_kind.ts";
import type { EditorHost } from "../../editor/workspace.ts";
import type { Library } from "../library.ts";

/** The recipes by their paths, such as `recipes/demo.yaml`. */
export interface RecipeShelf {
  /** All paths, sorted. */
  paths(): string[];
  /** The recipe as it stands; undefined where there is none. */
  text(path: string): string | undefined;
  /** The recipe as the library has it; undefined of one that is new. */
  original(path: string): string | undefined;
  /** Keeps what was typed. */
  type(path: string, text: string): void;
  /** Whether something was typed that the library does not have. */
  readonly isChanged: boolean;
  /** Whether it can be run: it has a name. */
  isWhole(path: string): boolean;
  /** What a workspace needs of the outside. */
  readonly host: EditorHost;
}

/** A shelf of the recipes of a library. */
export function createShelf({ texts: library }: Pick<Library, "texts">): RecipeShelf {
  const typed = new Map<string, string>();
  const paths = () => [...new Set([...Object.keys(library), ...typed.keys()])].sort();
  const text = (path: string) => typed.get(path) ?? library[path];
  return {
    paths,
    text,
    original: (path) => library[path],
    type: (path, now) => void (now === library[path] ? typed.delete(path) : typed.set(path, now)),
    get isChanged() {
      return typed.size > 0;
    },
    isWhole: (path) => !isPartText(text(path) ?? ""),
    host: {
      show: (path) => path.replace(/^\//, ""),
      reach: (path) => isAbsolute(path) ? path : `/${path}`,
      folderOf: dirname,
      read(path) {
        const found = text(path.replace(/^\//, ""));
        if (found === undefined) throw new Error("no recipe of this page has this path");
        return found;
      },
      recipesIn: (folder) => paths().map((path) => `/${path}`).filter((path) => dirname(path) === folder),
      foldersIn: (folder) =>
        [
          ...new Set(paths().map((path) => dirname(`/${path}`)).filter((each) => dirname(each) === folder)),
        ].map((each) => basename(each)),
      ownRecipes: () => [],
      languageOf: ({ file, tree }) =>
        Promise.reject(
          new UserError(
            `Cannot check recipe "${file}"`,
            extensionsOf(tree).map(({ path, place }) => ({
              message: `A page runs no extension files: "${path}" is one`,
              place,
              hint: "check this recipe with deno task check",
            })),
          ),
        ),
    },
  };
}

/** A recipe as the page lists it. */
export function listedName(path: string): string {
  return path.replace(/^recipes\//, "").replace(/\.yaml$/, "");
}

/** The texts of some recipes that the library does not have so. */
export function typedTexts(paths: readonly string[], shelf: RecipeShelf): Record<string, string> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const text = shelf.text(path);
      return text === undefined || text === shelf.original(path) ? [] : [[path, text]];
    }),
  );
}

/** The recipes whose typed text would be lost to other texts. */
export function overwrittenBy(texts: Readonly<Record<string, string>>, shelf: RecipeShelf): string[] {
  const typed = typedTexts(Object.keys(texts), shelf);
  return Object.keys(typed).filter((path) => typed[path] !== texts[path]);
}

/** The path of a recipe as another one names it in `extends`. */
export function pathFrom(from: string, to: string): string {
  const [here, there] = [dirname(from).split("/"), to.split("/")];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  return join(...here.slice(shared).map(() => ".."), ...there.slice(shared));
}
