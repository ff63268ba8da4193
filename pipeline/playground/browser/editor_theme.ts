/** How the editor looks: the colours of the page, light and dark. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The look of a recipe. */
export function editorTheme(): Extension {
  return [
    EditorView.theme({
      "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--page)", color: "var(--ink)" },
      "&.cm-focused": { outline: "2px solid var(--heat)", outlineOffset: "-2px" },
      ".cm-content": { caretColor: "var(--ink)", fontFamily: "var(--mono)" },
      ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
      ".cm-gutters": { backgroundColor: "var(--soft)", color: "var(--muted)", border: "0" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active)" },
      ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
        backgroundColor: "var(--selected)",
      },
      ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)" },
      ".cm-tooltip": {
        backgroundColor: "var(--soft)",
        color: "var(--ink)",
        border: "1px solid var(--rule)",
        borderRadius: "4px",
        maxWidth: "min(560px, 92vw)",
      },
      ".cm-tooltip.cm-completionInfo": { padding: "6px 10px" },
      ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
        backgroundColor: "var(--heat)",
        color: "var(--page)",
      },
      ".cm-diagnostic": { whiteSpace: "pre-wrap", fontFamily: "inherit" },
      ".cm-diagnosticAction": { backgroundColor: "var(--heat)", color: "var(--page)" },
      ".cm-pointed": { backgroundColor: "var(--selected)" },
    }),
    syntaxHighlighting(HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--key)" },
      { tag: [tags.comment], color: "var(--muted)", fontStyle: "italic" },
      { tag: [tags.string, tags.special(tags.string)], color: "var(--text)" },
      { tag: [tags.punctuation, tags.separator, tags.bracket, tags.brace], color: "var(--muted)" },
    ])),
  ];
}
