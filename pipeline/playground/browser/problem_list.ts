/// <reference lib="dom" />
/** What is wrong with the recipe at hand, below the editor. */
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { button, found } from "./dom.ts";
import { fixOf, fixText, toldAt, toldText } from "./language_answers.ts";
import type { RecipeEditor } from "./recipe_editor.ts";

/** Lists it; a press on one goes to its place. */
export function showProblems(desk: Desk, editor: RecipeEditor): void {
  const told = toldAt(desk);
  found("problems").replaceChildren(
    told.length === 0 ? make("p", { class: "right" }, "No mistakes") : make(
      "ul",
      {},
      ...told.map((each) => {
        const { is, place } = each;
        const where = place ? `${place.line}:${place.column}` : "1:1";
        const fix = fixOf(desk, each, editor.doc);
        return make(
          "li",
          { class: is },
          button(where, () => editor.goTo(place?.line ?? 1, place?.column), {
            "aria-label": `Go to line ${where}`,
          }),
          make("span", {}, toldText(each)),
          fix && button(fixText(fix), () => editor.replace(fix), { class: "fix" }),
        );
      }),
    ),
  );
}
