/** XML with the places of its elements. */
import { DOMParser, type Element, ParseError } from "@xmldom/xmldom";
import type { MalformedLine, TextStretch } from "./layout.ts";

/** A document, and where its elements stand. */
export interface XmlText {
  readonly root: Element;
  /** The start tag of an element. */
  stretchOf(element: Element): TextStretch;
}

/** Lines as XML counts them. */
const LINE_END = /\r\n|\r|\n/g;

/** Reads well-formed XML; what is not is one mistake. */
export function readXml(text: string): XmlText | MalformedLine {
  const starts = [0, ...Array.from(text.matchAll(LINE_END), ({ 0: end, index }) => index + end.length)];
  const offsetOf = (line: number, column: number) =>
    Math.max(0, Math.min((starts[line - 1] ?? 0) + column - 1, text.length - 1));
  let [line, column, reason] = [1, 1, ""];
  const parser = new DOMParser({
    normalizeLineEndings: (source) => source.replaceAll(LINE_END, "\n"),
    onError(_, message, context) {
      const at = context?.locator;
      reason = message;
      if (at?.lineNumber !== undefined) [line, column] = [at.lineNumber, at.columnNumber ?? 1];
      throw new ParseError(message);
    },
  });
  try {
    const root = parser.parseFromString(text, "text/xml").documentElement!;
    return {
      root,
      stretchOf({ lineNumber = 1, columnNumber = 1 }) {
        const offset = offsetOf(lineNumber, columnNumber);
        return { offset, length: Math.max(1, text.indexOf(">", offset) + 1 - offset) };
      },
    };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return {
      offset: offsetOf(line, column),
      length: 1,
      message: `No well-formed XML: ${reason || error.message}`,
      hint: "save the file again with the program that wrote it",
    };
  }
}

/** The elements of a name right below another, in order. */
export function childrenOf(element: Element, name: string): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}

/** The first of them. */
export function childOf(element: Element, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}
