/** Segments as ELAN saves them: EAF 3.0, whose layout is strict. */
import { type Document, DOMImplementation, type Element, XMLSerializer } from "@xmldom/xmldom";
import { filmType, filmUrl } from "./media.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";

/** The constraints of tiers that ELAN writes into every file. */
const CONSTRAINTS: readonly (readonly [stereotype: string, description: string])[] = [
  [
    "Time_Subdivision",
    "Time subdivision of parent annotation's time interval, no time gaps allowed within this interval",
  ],
  [
    "Symbolic_Subdivision",
    "Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered",
  ],
  ["Symbolic_Association", "1-1 association with a parent annotation"],
  [
    "Included_In",
    "Time alignable annotations within the parent annotation's time interval, gaps are allowed",
  ],
];

const TYPE = "segments";

/** A tier for each class, so that no two annotations of a tier overlap; the values are the classes too. */
export const elanTarget: ExchangeTarget = {
  ending: ".eaf",
  ofOneVideo: true,
  unit: "milliseconds",
  content: ([video], context) => eafText(video!, context),
};

function eafText({ media, segments }: ExchangedVideo, { date, labels }: ExchangeContext): string {
  const document = new DOMImplementation().createDocument(null, "ANNOTATION_DOCUMENT", null);
  const root = document.documentElement!;
  setAttributes(root, {
    AUTHOR: "walt",
    DATE: date.toISOString().replace(/\.\d+Z$/, "+00:00"),
    FORMAT: "3.0",
    VERSION: "3.0",
  });
  root.setAttributeNS(
    "http://www.w3.org/2000/xmlns/",
    "xmlns:xsi",
    "http://www.w3.org/2001/XMLSchema-instance",
  );
  root.setAttributeNS(
    "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:noNamespaceSchemaLocation",
    "http://www.mpi.nl/tools/elan/EAFv3.0.xsd",
  );
  const write = writer(document);
  const header = write(root, "HEADER", { MEDIA_FILE: "", TIME_UNITS: "milliseconds" });
  const url = filmUrl(media);
  write(header, "MEDIA_DESCRIPTOR", {
    MEDIA_URL: media.startsWith("/") ? url : `./${url}`,
    MIME_TYPE: filmType(media) ?? "unknown",
    ...media.startsWith("/") ? {} : { RELATIVE_MEDIA_URL: `./${url}` },
  });
  write(header, "PROPERTY", { NAME: "lastUsedAnnotationId" }, String(segments.length));
  const order = write(root, "TIME_ORDER", {});
  const slots = segments.flatMap(({ start, end }, i) => [
    { time: start, key: `${i}:start` },
    { time: end, key: `${i}:end` },
  ]).sort((a, b) => a.time - b.time);
  const names = new Map(slots.map(({ key }, i) => [key, `ts${i + 1}`]));
  slots.forEach(({ time }, i) => {
    write(order, "TIME_SLOT", { TIME_SLOT_ID: `ts${i + 1}`, TIME_VALUE: String(time) });
  });
  let annotations = 0;
  for (const label of labels) {
    const tier = write(root, "TIER", { LINGUISTIC_TYPE_REF: TYPE, TIER_ID: label });
    segments.forEach((segment, i) => {
      if (segment.label !== label) return;
      const annotation = write(write(tier, "ANNOTATION", {}), "ALIGNABLE_ANNOTATION", {
        ANNOTATION_ID: `a${++annotations}`,
        TIME_SLOT_REF1: names.get(`${i}:start`)!,
        TIME_SLOT_REF2: names.get(`${i}:end`)!,
      });
      write(annotation, "ANNOTATION_VALUE", {}, label);
    });
  }
  write(root, "LINGUISTIC_TYPE", {
    GRAPHIC_REFERENCES: "false",
    LINGUISTIC_TYPE_ID: TYPE,
    TIME_ALIGNABLE: "true",
  });
  for (const [stereotype, description] of CONSTRAINTS) {
    write(root, "CONSTRAINT", { DESCRIPTION: description, STEREOTYPE: stereotype });
  }
  indent(document, root, "\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}\n`;
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** Adds an element at the end of another. */
function writer(document: Document) {
  return (
    parent: Element,
    name: string,
    attributes: Readonly<Record<string, string>>,
    text?: string,
  ): Element => {
    const element = document.createElement(name);
    setAttributes(element, attributes);
    if (text !== undefined) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  };
}

/** Gives each element that has others a line for each of them. */
function indent(document: Document, element: Element, line: string): void {
  const inner = Array.from(element.childNodes).filter((node): node is Element =>
    node.nodeType === node.ELEMENT_NODE
  );
  if (inner.length === 0) return;
  for (const each of inner) {
    element.insertBefore(document.createTextNode(`${line}    `), each);
    indent(document, each, `${line}    `);
  }
  element.appendChild(document.createTextNode(line));
}
