/** What a form is in which segments go to a program that people code behaviour with. */
import type { CountedSegment } from "./tidy.ts";

/** A video with what was found in it. */
export interface ExchangedVideo {
  readonly id: string;
  /** The path of its film, where it was found, or its id. */
  readonly media: string;
  /** In the order of time. */
  readonly segments: readonly CountedSegment[];
}

/** What every file says besides. */
export interface ExchangeContext {
  /** What all of it is called. */
  readonly title: string;
  /** When it is written. */
  readonly date: Date;
  /** Units of time in a second. */
  readonly perSecond: number;
  /** Every class, sorted. */
  readonly labels: readonly string[];
}

/** A form. */
export interface ExchangeTarget {
  /** What files end in. */
  readonly ending: string;
  /** Whether a file is of one video. */
  readonly ofOneVideo: boolean;
  /** What its times are whole numbers of; `either` takes frames where their rate is said. */
  readonly unit: "milliseconds" | "frames" | "either";
  /** What is wrong with a label that the form cannot hold, in words that follow its name. */
  readonly refuses?: (label: string) => string | undefined;
  /** The latest time that it holds, in milliseconds. */
  readonly latest?: number;
  /** A file that goes with the others. */
  readonly besides?: (context: ExchangeContext) => { readonly name: string; readonly text: string };
  /** A file: of one video, or of all of them. */
  content(videos: readonly ExchangedVideo[], context: ExchangeContext): string | Uint8Array;
}
