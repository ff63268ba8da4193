/** Writes XML, an element in each line. */
import { DOMImplementation, type Element, XMLSerializer } from "@xmldom/xmldom";

/** Attributes by their names. */
type Attributes = Readonly<Record<string, string>>;

/** A document that grows. */
export interface XmlWriter {
  readonly root: Element;
  /** Adds an element at the end of another. */
  write(parent: Element, name: string, attributes?: Attributes, text?: string): Element;
  /** The document, indented, with a line feed at its end; nothing is added to it any more. */
  text(): string;
}

const INDENT = "    ";

/** Starts a document with its outermost element. */
export function xmlWriter(name: string, attributes: Attributes = {}): XmlWriter {
  const document = new DOMImplementation().createDocument(null, name, null);
  const root = document.documentElement!;
  /** The line on which an element begins; of those with elements in them, which end on a line of their own. */
  const lines = new Map<Element, string>([[root, "\n"]]);
  const parents = new Set<Element>();
  const set = (element: Element, all: Attributes) => {
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  };
  set(root, attributes);
  return {
    root,
    write(parent, name, attributes = {}, text) {
      const element = document.createElement(name);
      set(element, attributes);
      if (text !== undefined) element.appendChild(document.createTextNode(text));
      const line = `${lines.get(parent)!}${INDENT}`;
      // Only what is added at the end is added at once.
      parent.appendChild(document.createTextNode(line));
      parent.appendChild(element);
      lines.set(element, line);
      parents.add(parent);
      return element;
    },
    text() {
      for (const parent of parents) parent.appendChild(document.createTextNode(lines.get(parent)!));
      parents.clear();
      return `${new XMLSerializer().serializeToString(document)}\n`;
    },
  };
}
