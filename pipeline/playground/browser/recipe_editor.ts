/// <reference lib="dom" />
/** The editor of the recipe at hand. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { found } from "./dom.ts";
import { editorTheme } from "./editor_theme.ts";
import { hoverIn, markedProblems, offeredAt, type Replacement } from "./language_answers.ts";
import { markdown } from "./markdown.ts";

/** The editor. */
export interface RecipeEditor {
  /** Shows the recipe at hand, from its start. */
  show(): void;
  /** Marks what its last check found. */
  mark(): void;
  /** Moves the cursor to a line and column, counted from 1, or to what stands first in the line, and the focus with it. */
  goTo(line: number, column?: number): void;
  /** Marks a line that something else is about; none without one. */
  point(line: number | undefined): void;
  /** The text as CodeMirror has it. */
  readonly doc: Text;
  /** Changes the text. */
  replace(change: Replacement): void;
}

/** Makes it; `onCursor` is called when the cursor stands elsewhere. */
export function createEditor(
  desk: Desk,
  { onCursor, run }: { readonly onCursor: (line: number, column: number) => void; readonly run: () => void },
): RecipeEditor {
  const extensions = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    bracketMatching(),
    closeBrackets(),
    yaml(),
    autocompletion({ override: [(context) => offeredAt(context, desk)], icons: false }),
    hoverTooltip((view, offset) => {
      const line = view.state.doc.lineAt(offset);
      const hover = hoverIn(desk, line.number, offset - line.from + 1);
      if (!hover) return null;
      const from = line.from + hover.place.column - 1;
      return {
        pos: from,
        end: from + hover.place.length,
        create: () => ({ dom: make("div", { class: "about" }, markdown(hover.markdown)) }),
      };
    }, { hideOnChange: true }),
    // Tab is left to the page, so that the keyboard gets out of the editor.
    keymap.of([
      { key: "Mod-Enter", run: () => (run(), true) },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": "Recipe, YAML", spellcheck: "false" }),
    EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged) desk.type(state.doc.toString());
      if (docChanged || selectionSet) {
        const { head } = state.selection.main;
        const line = state.doc.lineAt(head);
        onCursor(line.number, head - line.from + 1);
      }
    }),
    pointedLine,
    editorTheme(),
  ];
  const state = () => EditorState.create({ doc: desk.text, extensions });
  const view = new EditorView({ state: state(), parent: found("editor") });
  return {
    show: () => view.setState(state()),
    mark: () => view.dispatch(setDiagnostics(view.state, markedProblems(view.state, desk))),
    goTo(number, column) {
      const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
      const within = column === undefined ? Math.max(0, line.text.search(/\S/)) : column - 1;
      const anchor = Math.min(line.from + within, line.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    point(line) {
      const effects: StateEffect<unknown>[] = [point.of(line)];
      if (line !== undefined && line <= view.state.doc.lines) {
        effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "nearest" }));
      }
      view.dispatch({ effects });
    },
    get doc() {
      return view.state.doc;
    },
    replace(change) {
      view.dispatch({ changes: change });
      view.focus();
    },
  };
}

const point = StateEffect.define<number | undefined>();

/** The line that something beside the editor is about. */
const pointedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes, state: { doc } }) {
    let next = marks.map(changes);
    for (const effect of effects) {
      if (!effect.is(point)) continue;
      const { value } = effect;
      next = value === undefined || value > doc.lines
        ? Decoration.none
        : Decoration.set([Decoration.line({ class: "cm-pointed" }).range(doc.line(value).from)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
