/** Section `inference`: from maps over snippets to scored segments. */
import { z } from "zod";
import { UNSAID_GROUP } from "../load/merge.ts";
import { type ChosenKind, type Fields, names } from "../options/fields.ts";

/** The schema of section `inference`; `checkStreams` says which keys exclude each other. */
export function inference(fields: Fields) {
  const { number, kind } = fields;
  const { classes, proposals } = streamOptions(fields);
  return z.strictObject({
    classes: classes.optional().describe("Which classes a video shows; required where there are no streams"),
    proposals: proposals.optional().describe(
      "Groups of segments, pooled in this order before suppression; required where there are no streams",
    ),
    streams: z.record(names, stream(fields)).refine(
      (streams) => Object.keys(streams).length > 0,
      "needs at least one stream",
    ).describe(
      "Models that localize apart, each with classes and proposals of its own; a class has the segments of all",
    )
      .optional(),
    alone: z.enum(["suppress", "keep"]).optional().describe(
      "Segments of a class that only one stream has: suppressed once more, as by default, or left as they are",
    ),
    normalize: NORMALIZE.default("minmax").describe(
      "Scaling of each map over time to [0, 1]",
    ),
    upsample: number("Samples per snippet, by linear interpolation", { integer: true, min: 1, max: 10_000 })
      .default(24),
    tail: z.enum(["extrapolate", "hold"]).default("extrapolate")
      .describe("The samples after the last snippet: along the last slope, or constant"),
    score: kind("scores", "How a segment is scored"),
    suppress: kind(
      "suppressions",
      "What is done with overlapping segments of a class, of all streams together",
    ),
    shortest: number("Snippets that a segment must last, or it is dropped after suppression", { min: 0 })
      .optional(),
  });
}

const NORMALIZE = z.enum(["minmax", "none"]);

/** What a stream has of its own, and a section without streams. */
function streamOptions({ number, kind }: Fields) {
  const group = kind<ProposalGroup>("groups", "Segments of one map", {
    fallback: UNSAID_GROUP,
    besides: {
      group_on: z.string().describe(
        "Signal whose intervals above a threshold become segments: [B, T, C], or [B, T] for every class",
      ),
      score_on: z.union([
        z.string(),
        z.record(z.string(), number("Factor of the map")).refine((factors) => !isEmpty(factors), {
          message: "needs at least one map",
          params: { hint: "for instance { cas: 0.7, attention: 0.3 }" },
        }).refine((factors) => isEmpty(factors) || Object.values(factors).some((factor) => factor !== 0), {
          message: "scores every segment 0: each of its factors is 0",
          params: { hint: "give a map a factor that is not 0" },
        }),
      ]).describe(
        'Signal [B, T, C] that scores a segment, or "thresholded": group_on with values below the threshold set to 0; `{ cas: 0.7, attention: 0.3 }` adds maps times factors, [B, T] or [B, T, C]',
      ),
      min_length: number(
        "Samples that an interval needs; where the first sample alone reaches a threshold there is no segment in any case",
        { integer: true, min: 1 },
      ).default(2),
      extend: number("Samples by which a segment ends after its interval", { integer: true, min: 0 }).default(
        0,
      ),
      normalize: NORMALIZE.optional().describe("Scaling of the maps of this group alone"),
      score: kind("scores", "How the segments of this group alone are scored").optional(),
    },
  });
  return {
    classes: z.strictObject({
      from: z.string().describe("Signal [B, C] of video scores"),
      threshold: number("A class is predicted when its video score is at least this"),
      strict: z.boolean().default(false).describe("The score must be above the threshold"),
      fallback: z.enum(["best", "none"]).default("best").describe(
        "What is predicted when no class reaches the threshold",
      ),
    }).describe("Which classes a video shows"),
    proposals: z.record(names, group).refine(
      (groups) => Object.keys(groups).length > 0,
      "needs at least one group",
    ).describe(
      "Groups of segments, pooled in this order before suppression",
    ),
  };
}

function stream(fields: Fields) {
  return z.strictObject({
    ...streamOptions(fields),
    suppress: fields.kind(
      "suppressions",
      "What is done with overlapping segments of this stream, before those of other streams are added",
    )
      .optional(),
  });
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0;
}

/** A checked `inference` section: it has streams, or classes and proposals of its own. */
export interface InferenceSection {
  /** Which classes are predicted. */
  readonly classes?: ClassSelection | undefined;
  /** Groups of segments, pooled in this order before suppression. */
  readonly proposals?: Readonly<Record<string, ProposalGroup>> | undefined;
  /** Models that localize apart, by name. */
  readonly streams?: Readonly<Record<string, InferenceStream>> | undefined;
  /** What becomes of the segments of a class that one stream alone has. */
  readonly alone?: "suppress" | "keep" | undefined;
  /** Scaling of each map over time. */
  readonly normalize: "minmax" | "none";
  /** Samples per snippet, by linear interpolation. */
  readonly upsample: number;
  /** The samples after the last snippet: along the last slope, or constant. */
  readonly tail: "extrapolate" | "hold";
  /** How a segment is scored. */
  readonly score: ChosenKind;
  /** How overlapping segments of a class are thinned out. */
  readonly suppress: ChosenKind;
  /** Snippets that a segment lasts that is not dropped after that; 0 where it is not said. */
  readonly shortest?: number | undefined;
}

/** A model that localizes by itself. */
export interface InferenceStream {
  /** Which classes it predicts. */
  readonly classes: ClassSelection;
  /** Groups of segments, pooled in this order. */
  readonly proposals: Readonly<Record<string, ProposalGroup>>;
  /** How its segments are thinned out before they meet those of others; not at all where nothing is said. */
  readonly suppress?: ChosenKind | undefined;
}

/** The streams of a section in order, by name; one without streams is a stream itself, of no name. */
export function streamsOf({ streams, classes, proposals }: InferenceSection): [string, InferenceStream][] {
  return streams ? Object.entries(streams) : [["", { classes: classes!, proposals: proposals! }]];
}

/** The groups of all streams in order, by name, `<stream>.<group>` in a stream. */
export function groupsOf(inference: InferenceSection): [string, ProposalGroup][] {
  return streamsOf(inference).flatMap(([stream, { proposals }]) =>
    Object.entries(proposals).map(([name, group]) =>
      [stream === "" ? name : `${stream}.${name}`, group] as const
    )
  ) as [string, ProposalGroup][];
}

/** How the classes of a video are chosen. */
export interface ClassSelection {
  /** Signal [B, C] of video scores. */
  readonly from: string;
  /** A class is predicted when its video score is at least this. */
  readonly threshold: number;
  /** The score must be above it. */
  readonly strict: boolean;
  /** What is predicted when no class reaches the threshold. */
  readonly fallback: "best" | "none";
}

/** Segments of one map: a kind of group with its options, and these. */
export interface ProposalGroup extends ChosenKind {
  /** Signal [B, T, C] or [B, T] whose intervals above a threshold become segments. */
  readonly group_on: string;
  /** Signal [B, T, C] that scores a segment, or "thresholded"; or several, each with its factor. */
  readonly score_on: string | Readonly<Record<string, number>>;
  /** Samples that an interval needs. */
  readonly min_length: number;
  /** Samples by which a segment ends after its interval; none where it is not said. */
  readonly extend?: number | undefined;
  /** Scaling of the maps of this group alone. */
  readonly normalize?: "minmax" | "none" | undefined;
  /** How the segments of this group alone are scored. */
  readonly score?: ChosenKind | undefined;
}

/** The word for the map of `group_on` without what is below the threshold. */
export const THRESHOLDED = "thresholded";

/** The maps that score the segments of a group, or `THRESHOLDED`, each with its factor. */
export function scoredOn({ score_on }: Pick<ProposalGroup, "score_on">): [map: string, factor: number][] {
  return typeof score_on === "string" ? [[score_on, 1]] : Object.entries(score_on);
}

/** The signals that groups name, each once. */
export function mapsOf(proposals: InferenceStream["proposals"]): string[] {
  const named = Object.values(proposals).flatMap((group) => [
    group.group_on,
    ...scoredOn(group).map(([map]) => map),
  ]);
  return [...new Set(named)].filter((name) => name !== THRESHOLDED);
}
