/// <reference lib="dom" />
/** The script of the playground. */
import "./no_eval.ts";
import type { Library } from "../library.ts";
import { createDesk } from "./desk.ts";
import { found } from "./dom.ts";
import { createShelf } from "./recipe_shelf.ts";
import { createEditor } from "./recipe_editor.ts";
import { createTabs } from "./tabs.ts";
import { createTrainView } from "./train_view.ts";
import { createWorkerClient } from "./worker_client.ts";
import { showProblems } from "./problem_list.ts";

const FIRST = "recipes/demo.yaml";

async function start(): Promise<void> {
  const library = JSON.parse(found("library").textContent) as Library;
  const desk = createDesk(createShelf(library), FIRST, update);
  const worker = createWorkerClient((news) => train.hear(news));
  const train = createTrainView(desk, worker);
  const editor = createEditor(desk, { onCursor: () => {}, run: () => train.start() });
  createTabs(() => {});
  function update(): void {
    editor.mark();
    showProblems(desk, editor);
    train.update();
  }
  await desk.check();
  document.documentElement.dataset["ready"] = "";
}

start();
