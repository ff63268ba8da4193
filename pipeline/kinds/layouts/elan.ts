/** How layout `elan` is read. */
import type { Element } from "@xmldom/xmldom";
import { elan as spec } from "../../../specs/kinds/layouts/elan.ts";
import { kindRun } from "../kind.ts";
import type { AnnotationLayout, AnnotationRow, MalformedLine, TextFile } from "./layout.ts";
import { nameOfMedia, nameOfPath } from "./video_name.ts";
import { childOf, childrenOf, readXml, type XmlText } from "./xml.ts";

/** The annotations of tiers, which name slots of time. */
export const elan = kindRun(spec, ({ label, tiers, video, time_origin }): AnnotationLayout => ({
  content: "rows",
  *rows({ path, text }: TextFile): Iterable<AnnotationRow | MalformedLine> {
    const xml = readXml(text);
    if ("message" in xml) return yield xml;
    const { root, stretchOf } = xml;
    const header = childOf(root, "HEADER");
    const refused = refusal(root, header);
    if (refused) return yield { ...stretchOf(header ?? root), ...refused };
    const media = header && childOf(header, "MEDIA_DESCRIPTOR");
    const origin = Number(media?.getAttribute("TIME_ORIGIN") ?? 0);
    if (origin !== 0 && time_origin === undefined) {
      return yield {
        ...stretchOf(media!),
        message: `ELAN begins at ${origin} ms of the media file: its times are not those of the film`,
        hint:
          "choose the layout { kind: elan, time_origin: add }, or time_origin: leave where the film was cut there",
      };
    }
    const name = video === "file"
      ? nameOfPath(path, spec.endings)
      : nameOfMedia(media?.getAttribute("MEDIA_URL") ?? "");
    if (name === undefined) {
      return yield {
        ...stretchOf(media ?? header ?? root),
        message: "The file names no media file, which the video was to be called after",
        hint: "link the film in ELAN, or leave out video: media",
      };
    }
    const all = childrenOf(root, "TIER");
    for (const wanted of tiers ?? []) {
      if (all.some((tier) => tier.getAttribute("TIER_ID") === wanted)) continue;
      yield {
        ...stretchOf(all[0] ?? root),
        message: `There is no tier "${wanted}"`,
        hint: `tiers: ${
          all.map((tier) => JSON.stringify(tier.getAttribute("TIER_ID"))).join(", ") || "none"
        }`,
      };
    }
    const chosen = all.filter((tier) =>
      tiers ? tiers.includes(tier.getAttribute("TIER_ID")!) : !tier.hasAttribute("PARENT_REF")
    );
    let isEmpty = true;
    for (
      const row of rowsOf(chosen, slotsOf(root), { label, origin: time_origin === "add" ? origin : 0 }, xml)
    ) {
      isEmpty = false;
      yield "message" in row ? row : { ...row, video: name };
    }
    if (isEmpty) yield { ...stretchOf(root), video: name };
  },
}));

/** Why a document cannot be read, where it is well-formed. */
function refusal(
  root: Element,
  header: Element | undefined,
): Pick<MalformedLine, "message" | "hint"> | undefined {
  if (root.nodeName !== "ANNOTATION_DOCUMENT") {
    return { message: `No file of ELAN: its root is ${root.nodeName}`, hint: "wanted ANNOTATION_DOCUMENT" };
  }
  const units = header?.getAttribute("TIME_UNITS") ?? "milliseconds";
  if (units === "milliseconds" || units === "") return undefined;
  return {
    message: `Times are in ${units}: walt reads milliseconds`,
    hint: "save the file with a newer ELAN",
  };
}

/** Milliseconds by the names of slots; undefined where ELAN puts them between others. */
function slotsOf(root: Element): ReadonlyMap<string, string | undefined> {
  const order = childOf(root, "TIME_ORDER");
  return new Map((order ? childrenOf(order, "TIME_SLOT") : []).map((slot) => [
    slot.getAttribute("TIME_SLOT_ID")!,
    slot.getAttribute("TIME_VALUE") ?? undefined,
  ]));
}

function* rowsOf(
  tiers: readonly Element[],
  slots: ReadonlyMap<string, string | undefined>,
  { label, origin }: { readonly label: "value" | "tier"; readonly origin: number },
  { stretchOf }: XmlText,
): Iterable<Omit<AnnotationRow, "video"> | MalformedLine> {
  for (const tier of tiers) {
    const name = tier.getAttribute("TIER_ID") ?? "";
    for (const each of childrenOf(tier, "ANNOTATION")) {
      const annotation = childOf(each, "ALIGNABLE_ANNOTATION");
      if (!annotation) {
        yield {
          ...stretchOf(childOf(each, "REF_ANNOTATION") ?? each),
          message: `Tier "${name}" has annotations without times, which hang on those of another tier`,
          hint: "leave it out of tiers",
        };
        continue;
      }
      const at = stretchOf(annotation);
      const refs = ["TIME_SLOT_REF1", "TIME_SLOT_REF2"].map((key) => annotation.getAttribute(key) ?? "");
      const without = refs.find((ref) => !slots.get(ref));
      if (without !== undefined) {
        yield {
          ...at,
          message: slots.has(without)
            ? `Time slot "${without}" of an annotation of tier "${name}" has no time of its own`
            : `There is no time slot "${without}", which an annotation of tier "${name}" names`,
          hint: "read other tiers, such as the parent: tiers: [NAME]",
        };
        continue;
      }
      const value = childOf(annotation, "ANNOTATION_VALUE")?.textContent?.trim() ?? "";
      if (label === "value" && value === "") {
        yield {
          ...at,
          message: `An annotation of tier "${name}" has no value, which is its class`,
          hint: "where the tiers are the classes, the format is { kind: elan, label: tier }",
        };
        continue;
      }
      const [start, end] = refs.map((ref) => seconds(slots.get(ref)!, origin));
      yield { ...at, label: label === "tier" ? name : value, start, end };
    }
  }
}

/** Text that is no number stays, for the message about it. */
function seconds(milliseconds: string, origin: number): string {
  return /^\d+$/.test(milliseconds) ? String((Number(milliseconds) + origin) / 1000) : `${milliseconds} ms`;
}
