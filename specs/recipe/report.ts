/** Section `report`: which snippets are shown as mined, and where they should lie. */
import { z } from "zod";
import type { ChosenKind, Fields } from "../options/fields.ts";

/** The schema of section `report`. */
export function report({ kind }: Fields) {
  const mined = z.strictObject({
    target: kind("targets", "Where its snippets should lie; without it no mining error is measured")
      .optional(),
    region: z.string().optional().describe(
      "Signal [B, T] above 0 where it was to select from: what it took elsewhere is counted apart",
    ),
    against: z.string().optional().describe(
      "Another signal that selects snippets, which are measured against the same target",
    ),
  }).refine(
    ({ target, region, against }) => target !== undefined || (region === undefined && against === undefined),
    "needs a target: region and against say what is measured beside it",
  );
  return z.strictObject({
    mined: z.union([
      z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, {}]))),
      z.record(z.string(), mined),
    ]).optional().describe(
      "Signals that select snippets: their names, or `{ name: { target: inner } }`; indices of T, or [B, T] above 0. By default all indices of T, without targets",
    ),
    logged: z.array(z.string()).default([]).describe(
      "Scalars of section `logged` whose mean over the same test videos is told beside the mining error",
    ),
    distance: z.enum(["video", "instance"]).default("video").describe(
      "What distances of mined snippets from their target are a percentage of: the video's duration, or the mean length of its instances",
    ),
  });
}

/** A signal that selects snippets. */
export interface MinedEntry {
  /** Where its snippets should lie; where absent, no mining error is measured. */
  readonly target?: ChosenKind | undefined;
  /** Signal [B, T], above 0 where it was to select from. */
  readonly region?: string | undefined;
  /** Another signal whose snippets are measured against the same target. */
  readonly against?: string | undefined;
}

/** A checked `report` section. */
export interface ReportSection {
  /** The signals that select snippets, by name; where absent, all indices of T. */
  readonly mined?: Readonly<Record<string, MinedEntry>> | undefined;
  /** Scalars of section `logged` that are told beside the mining error. */
  readonly logged: readonly string[];
  /** What distances are a percentage of. */
  readonly distance: "video" | "instance";
}
