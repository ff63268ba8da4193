/** What the report of a run is drawn from: plain data. */
import type { Scheduled } from "../../specs/options/fields.ts";
import type { ReportMapValues } from "./map_values.ts";
import type { ReportDiagnosis } from "./report_diagnosis.ts";
import type { ReportMining } from "./report_mining.ts";

/** All that a report shows. A number that is not finite is printed as an empty cell and never drawn. */
export interface ReportData {
  /** The recipe's name. */
  readonly recipe: string;
  /** Where all random streams begin. */
  readonly seed: number;
  /** What the run computed with. */
  readonly engine: string;
  /** Training steps. */
  readonly steps: number;
  /** The name of the run folder. */
  readonly run: string;
  /** What the run was begun with beside the recipe, for instance "training.steps=200". */
  readonly overrides: readonly string[];
  /** The name of the evaluation protocol. */
  readonly protocol: string;
  /** What the run depended on, for instance ["Deno", "2.9.6"]. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** How much data there was, for instance ["test videos", "212"]. */
  readonly counts: readonly (readonly [name: string, value: string])[];
  /** Why there is no mAP, where nothing was scored. */
  readonly unscored?: string | undefined;
  /** mAP at the kept step per tIoU, percent. */
  readonly map: readonly { readonly tiou: number; readonly percent: number }[];
  /** Average mAP at the kept step, percent; the headline first. */
  readonly averages: readonly { readonly name: string; readonly percent: number }[];
  /** Which step is kept. */
  readonly keeps: "last" | "best";
  /** Name of the average by which evaluations compare. */
  readonly by: string;
  /** The evaluation with the greatest average of that name, percent, where there were several. */
  readonly best?: { readonly step: number; readonly average: number };
  /** The average of that name after the last step, percent. */
  readonly last: { readonly step: number; readonly average: number };
  /** Classification mAP of the video scores at the kept step, percent. */
  readonly classification: number;
  /** Share of videos whose predicted classes are exactly their labels at the kept step, percent. */
  readonly accuracy: number;
  /** A sentence about the classes without predictions, where there are some. */
  readonly neverPredicted: string | undefined;
  /** AP at the kept step. */
  readonly perClass: readonly ReportClass[];
  /** One per loss term, the total included. */
  readonly losses: readonly ReportLoss[];
  /** Scalars of section `logged`, which are no part of the loss. */
  readonly logged: readonly ReportLoss[];
  /** The average of that name over the steps, percent. */
  readonly evaluations: readonly { readonly step: number; readonly average: number }[];
  /** Why mAP is not 100; absent where nothing was scored, or no instance has a length. */
  readonly diagnosis?: ReportDiagnosis | undefined;
  /** Whether mined snippets lie where the recipe says; absent where it says nothing. */
  readonly mining?: ReportMining | undefined;
  /** What segments are made from, by proposal rule; empty where there is no test video. */
  readonly maps: readonly ReportMapValues[];
  /** All test videos, the hardest first. */
  readonly videos: readonly ReportVideo[];
  /** The resolved recipe. */
  readonly recipeText: string;
  /** One sentence each. */
  readonly warnings: readonly string[];
}

/** The result for one class. */
export interface ReportClass {
  /** The class. */
  readonly label: string;
  /** AP per tIoU, in the order of `map`, percent. */
  readonly percent: readonly number[];
  /** Annotated segments. */
  readonly instances: number;
  /** Predicted segments. */
  readonly predictions: number;
}

/** The course of one loss term. */
export interface ReportLoss {
  /** The name of the term in the recipe, or "total". */
  readonly name: string;
  /** The weight of the term in the total, which has none, or its schedule; the points are without it. */
  readonly weight?: Scheduled;
  /** By step, ascending. */
  readonly points: readonly { readonly step: number; readonly value: number }[];
}

/** One video's timeline. All times in seconds. */
export interface ReportVideo {
  /** The name of the video. */
  readonly id: string;
  /** mAP of the video as if it were the only one, percent; absent where none of its instances is scored. */
  readonly score?: number | undefined;
  /** Length of the video; one that is not known is NaN. */
  readonly duration: number;
  /** Where the first snippet begins. */
  readonly begin: number;
  /** Length of one of `T` snippets. */
  readonly secondsPerSnippet: number;
  /** What the snippets were sampled from, where the video has more or fewer; each stands for as much time as it covers. */
  readonly sampledFrom?: { readonly snippets: number; readonly seconds: number } | undefined;
  /** The classes of the video, as annotated. */
  readonly labels: readonly string[];
  /** The annotated segments. */
  readonly groundTruth: readonly ReportSegment[];
  /** All predicted segments; the best are drawn. */
  readonly detections: readonly (ReportSegment & { readonly score: number })[];
  /** Signals over the snippets, from top to bottom. */
  readonly curves: readonly ReportCurve[];
  /** Mined snippets, from top to bottom. */
  readonly mined: readonly ReportMined[];
}

/** A stretch of a video with a class. */
export interface ReportSegment {
  /** The class. */
  readonly label: string;
  /** Seconds. */
  readonly start: number;
  /** Seconds. */
  readonly end: number;
}

/** A signal over the snippets of a video. */
export interface ReportCurve {
  /** For instance "cas: HighJump" or "actionness". */
  readonly name: string;
  /** The class that the curve belongs to; absent where it belongs to all. */
  readonly label?: string;
  /** Whether the class is annotated but was not predicted. */
  readonly missed?: boolean;
  /** One per snippet, drawn at the middle of the snippet: [T]. */
  readonly values: readonly number[];
  /** Drawn as a dashed line. */
  readonly median?: number;
}

/** The snippets that a recipe mined under one name, drawn as red stars on the time axis. */
export interface ReportMined {
  /** For instance "hard_action". */
  readonly name: string;
  /** The middle of every mined snippet. */
  readonly seconds: readonly number[];
  /** How the stars are drawn. */
  readonly style: "filled" | "outlined";
}
