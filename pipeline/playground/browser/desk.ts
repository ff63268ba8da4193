/** The recipe at hand: its text, and what is known of it. */
import type { Program } from "../../../specs/program.ts";
import { type Analysis, createWorkspace } from "../../editor/workspace.ts";
import { settled } from "./dom.ts";
import type { RecipeShelf } from "./recipe_shelf.ts";

/** Milliseconds without a change after which a recipe is checked. */
const QUIET_MS = 20;

/** Something to do when the recipe at hand was checked. */
export type OnChecked = (desk: Desk) => void;

/** The recipe at hand. */
export interface Desk {
  readonly shelf: RecipeShelf;
  /** Where it lies. */
  readonly path: string;
  readonly text: string;
  /** What its last check found; undefined before the first. */
  readonly analysis: Analysis | undefined;
  /** What it means; undefined where it is wrong. */
  readonly program: Program | undefined;
  /** Takes another recipe. */
  open(path: string): Promise<void>;
  /** Takes another text, and checks it soon. */
  type(text: string): void;
  /** Checks what was typed now. */
  check(): Promise<void>;
}

/** A desk; `onChecked` is called after every check. */
export function createDesk(shelf: RecipeShelf, first: string, onChecked: OnChecked): Desk {
  const workspace = createWorkspace(shelf.host, (path) => shelf.text(path.slice(1)));
  let path = first;
  let analysis: Analysis | undefined;
  const soon = settled(QUIET_MS, () => void desk.check());
  const desk: Desk = {
    shelf,
    get path() {
      return path;
    },
    get text() {
      return shelf.text(path) ?? "";
    },
    get analysis() {
      return analysis;
    },
    get program() {
      const { isPart, mistakes, outlook } = analysis ?? {};
      return isPart || mistakes?.length !== 0 ? undefined : outlook?.inspected?.program;
    },
    open(next) {
      path = next;
      analysis = undefined;
      workspace.forget();
      return desk.check();
    },
    type(text) {
      shelf.type(path, text);
      soon();
    },
    async check() {
      analysis = await workspace.analyse(`/${path}`, analysis);
      onChecked(desk);
    },
  };
  return desk;
}
