/** What one stream finds in a video, and what several find together. */
import {
  type InferenceSection,
  type InferenceStream,
  mapsOf,
  streamsOf,
} from "../../specs/recipe/inference.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { INFERENCE_KINDS } from "./kinds.ts";
import type { Suppress } from "../kinds/suppressions/suppression.ts";
import { findProposals, type ProposalSources } from "./proposals.ts";
import type { SignalValues } from "./score_maps.ts";
import type { SegmentColumns } from "./segments.ts";
import { selectClasses } from "./select_classes.ts";

/** What a stream finds. */
export interface StreamFindings {
  /** Its name; empty where the section has no streams. */
  readonly name: string;
  /** The classes that it predicts, ascending. */
  readonly classes: readonly number[];
  /** Its segments of each of them before any suppression: groups in the recipe's order, thresholds in theirs. */
  readonly proposals: ReadonlyMap<number, SegmentColumns>;
  /** Those that its own suppression leaves, in its order. */
  readonly kept: ReadonlyMap<number, SegmentColumns>;
}

/** The signals that a stream reads. */
export function streamSignals({ classes, proposals }: InferenceStream): string[] {
  return [classes.from, ...mapsOf(proposals)];
}

/** The largest score of each class among the streams of a section, [C] float32. */
export function videoScores(
  signals: ReadonlyMap<string, SignalValues>,
  inference: InferenceSection,
): Float32Array {
  const [first, ...others] = streamsOf(inference).map(([, { classes }]) => signals.get(classes.from)!.data);
  if (others.length === 0) return first!;
  return first!.map((score, c) => Math.max(score, ...others.map((scores) => scores[c]!)));
}

/** The classes whose score reaches the threshold of a stream, without any fallback, ascending. */
export function reachedClasses(
  signals: ReadonlyMap<string, SignalValues>,
  inference: InferenceSection,
): number[] {
  return union(
    streamsOf(inference).map(([, { classes }]) =>
      selectClasses(signals.get(classes.from)!.data, { ...classes, fallback: "none" })
    ),
  );
}

/** What a stream needs beside itself. */
export interface StreamContext extends Omit<ProposalSources, "classIndex" | "videoScore"> {
  readonly signals: ReadonlyMap<string, SignalValues>;
  readonly secondsPerSnippet: number;
}

/** Localizes by one stream. */
export function findByStream(
  [name, { classes: selection, proposals, suppress: chosen }]: readonly [string, InferenceStream],
  { signals, secondsPerSnippet, ...context }: StreamContext,
  score: InferenceSection["score"],
  kinds: Pick<ModelKinds, "groups" | "scores" | "suppressions"> = INFERENCE_KINDS,
): StreamFindings {
  const scores = signals.get(selection.from)!.data;
  const classes = selectClasses(scores, selection);
  const suppress = chosen && createKind(kinds.suppressions, chosen);
  const found = classes.map((classIndex) => {
    const sources = { ...context, classIndex, videoScore: scores[classIndex]! };
    return [classIndex, findProposals(sources, { proposals, score }, kinds)] as const;
  });
  return {
    name,
    classes,
    proposals: new Map(found),
    kept: new Map(
      found.map(([c, columns]) => [c, suppress ? suppress(columns, secondsPerSnippet) : columns]),
    ),
  };
}

/** The classes that any of several lists has, ascending. */
export function union(lists: readonly (readonly number[])[]): number[] {
  const [first, ...others] = lists;
  return others.length === 0 ? [...first!] : [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The segments of a class that several streams have kept, one stream after the other. */
export function pooled(streams: readonly SegmentColumns[]): SegmentColumns {
  const [first, ...others] = streams;
  if (first && others.length === 0) return first;
  const all = (column: keyof SegmentColumns) => streams.flatMap((each) => each[column]);
  return { scores: all("scores"), starts: all("starts"), ends: all("ends") };
}

/** How the segments of a class that several streams have kept become one list. */
export interface Fusion {
  readonly suppress: Suppress;
  /** The segments of one stream alone stay as they are. */
  readonly keepsAlone: boolean;
  readonly secondsPerSnippet: number;
}

/** Fuses the segments of one class; a stream without any says nothing. */
export function fuse(
  streams: readonly StreamFindings[],
  classIndex: number,
  { suppress, keepsAlone, secondsPerSnippet }: Fusion,
): SegmentColumns {
  const kept = streams.flatMap((each) => each.kept.get(classIndex) ?? []);
  const some = kept.filter(({ scores }) => scores.length > 0);
  const segments = pooled(some);
  return keepsAlone && some.length === 1 ? segments : suppress(segments, secondsPerSnippet);
}
