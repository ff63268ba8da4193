/** Writes XML, an element in each line. */
import { DOMImplementation, type Element, XMLSerializer } from "@xmldom/xmldom";

/** Attributes by their names. */
type Attributes = Readonly<Record<string, string>>;

/** A document that grows. */
export interface XmlWriter {
  readonly root: Element;
  /** Adds an element at the end of another. */
  write(parent: Element, name: string, attributes?: Attributes, text?: string): Element;
  /** The document, indented, with a line feed at its end. */
  text(): string;
}

/** Starts a document with its outermost element. */
export function xmlWriter(name: string, attributes: Attributes = {}): XmlWriter {
  const document = new DOMImplementation().createDocument(null, name, null);
  const root = document.documentElement!;
  const set = (element: Element, all: Attributes) => {
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  };
  /** Gives each element that has others a line for each of them. */
  const indent = (element: Element, line: string) => {
    const inner = Array.from(element.childNodes).filter((node): node is Element =>
      node.nodeType === node.ELEMENT_NODE
    );
    if (inner.length === 0) return;
    for (const each of inner) {
      element.insertBefore(document.createTextNode(`${line}    `), each);
      indent(each, `${line}    `);
    }
    element.appendChild(document.createTextNode(line));
  };
  set(root, attributes);
  return {
    root,
    write(parent, name, attributes = {}, text) {
      const element = document.createElement(name);
      set(element, attributes);
      if (text !== undefined) element.appendChild(document.createTextNode(text));
      parent.appendChild(element);
      return element;
    },
    text() {
      const copy = root.cloneNode(true) as Element;
      indent(copy, "\n");
      return `${new XMLSerializer().serializeToString(copy)}\n`;
    },
  };
}
