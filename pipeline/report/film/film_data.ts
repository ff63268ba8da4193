/** What the page about a film is drawn from: plain data. */
import type { ReportSegment, ReportVideo } from "../report_data.ts";

/** A found segment. */
export interface FilmSegment extends ReportSegment {
  readonly score: number;
  /** A JPEG of its middle, where one could be drawn. */
  readonly picture?: Uint8Array<ArrayBuffer> | undefined;
}

/** A file that lies beside the page. */
export interface FilmFile {
  readonly name: string;
  /** What it is, in a few words. */
  readonly what: string;
}

/** All that a page about a film shows. */
export interface FilmPageData {
  /** What the film is called. */
  readonly title: string;
  /** Where it lies, as a URL from the page. */
  readonly source: string;
  /** Of the model and of the film, a few words each. */
  readonly facts: readonly string[];
  /** Its times and curves; what is found in it is in `segments`. */
  readonly video: Pick<
    ReportVideo,
    "id" | "duration" | "begin" | "secondsPerSnippet" | "sampledFrom" | "curves"
  >;
  /** Frames of the film in a second, where that is known. */
  readonly rate?: number | undefined;
  /** In the order of time. */
  readonly segments: readonly FilmSegment[];
  /** How many were found; others are not shown. */
  readonly found: number;
  /** WebVTT: the class of each segment. */
  readonly chapters: string;
  readonly files: readonly FilmFile[];
  /** One sentence each. */
  readonly warnings: readonly string[];
  /** What to type where the browser does not play the film. */
  readonly remedy: string;
}
