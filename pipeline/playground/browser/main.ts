/// <reference lib="dom" />
/** The script of the playground. */
import "./no_eval.ts";
import { setOwnRecipes } from "../../../specs/load/own_recipes.ts";
import type { Library } from "../library.ts";
import type { ViewName } from "../views.ts";
import { createChangesView } from "./changes_view.ts";
import { createDesk } from "./desk.ts";
import { found, settled } from "./dom.ts";
import { createGraphView } from "./graph_view.ts";
import { hoverIn } from "./language_answers.ts";
import { createLinks } from "./links.ts";
import { markdown } from "./markdown.ts";
import { openPageWorker } from "./page_worker.ts";
import { showProblems } from "./problem_list.ts";
import { createEditor } from "./recipe_editor.ts";
import { createMaskView } from "./mask_view.ts";
import { createPicker } from "./recipe_picker.ts";
import { createShelf } from "./recipe_shelf.ts";
import { createTabs } from "./tabs.ts";
import { createTrainView } from "./train_view.ts";
import { createWorkerClient } from "./worker_client.ts";

/** What is shown first. */
const FIRST = "recipes/demo.yaml";

/** What is told where nothing stands at the cursor. */
const NOTHING = "What stands at the cursor is explained here.";

function start(): void {
  setOwnRecipes("recipes");
  const library = JSON.parse(found("library").textContent) as Library;
  const desk = createDesk(createShelf(library), FIRST, update);
  const worker = createWorkerClient(openPageWorker, (news) => (train.hear(news), masks.hear(news)));
  const train = createTrainView(desk, worker, () => picker.generate());
  const cursor = { line: 1, column: 1 };
  const tellCursor = settled(120, () => {
    const hover = hoverIn(desk, cursor.line, cursor.column);
    found("about").replaceChildren(hover ? markdown(hover.markdown, visit) : NOTHING);
  });
  const editor = createEditor(desk, {
    run: () => train.start(),
    onCursor(line, column) {
      Object.assign(cursor, { line, column });
      tellCursor();
    },
  });
  const graph = createGraphView(desk, editor, visit);
  const masks = createMaskView(desk, worker);
  const changes = createChangesView(desk, visit);
  const views: Readonly<Record<ViewName, { update(): void }>> = {
    train,
    graph,
    masks,
    changes,
  };
  const tabs = createTabs((name) => views[name].update());
  const picker = createPicker(desk, library, open);
  const links = createLinks(desk, open);

  /** Shows a line of a recipe. */
  async function visit(path: string, line: number): Promise<void> {
    if (path !== desk.path) await open(path);
    editor.goTo(line);
  }

  async function open(path: string): Promise<void> {
    await desk.open(path);
    editor.show();
    editor.mark();
  }

  function update(): void {
    editor.mark();
    showProblems(desk, editor);
    picker.update();
    train.update();
    if (tabs.shown !== "train") views[tabs.shown].update();
    document.documentElement.dataset["checked"] = desk.path;
  }

  addEventListener("beforeunload", (event) => {
    if (desk.shelf.isChanged) event.preventDefault();
  });
  const tellFailure = (what: unknown) => {
    const text = what instanceof Error ? what.stack ?? what.message : String(what);
    found("told").textContent = `This is a mistake in walt, not yours. Please report it: ${text}`;
  };
  addEventListener("error", ({ error }) => tellFailure(error));
  addEventListener("unhandledrejection", ({ reason }) => tellFailure(reason));
  void links.follow(FIRST).then(() => document.documentElement.dataset["ready"] = "");
}

start();
