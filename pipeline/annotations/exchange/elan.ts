/** Segments as ELAN saves them: EAF 3.0, whose layout is strict. */
import { filmType, filmUrl } from "./media.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";
import { xmlWriter } from "./xml_text.ts";

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
  const { root, write, text } = xmlWriter("ANNOTATION_DOCUMENT", {
    AUTHOR: "walt",
    DATE: date.toISOString().replace(/\.\d+Z$/, "+00:00"),
    FORMAT: "3.0",
    VERSION: "3.0",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv3.0.xsd",
  });
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
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text()}`;
}
