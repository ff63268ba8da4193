/** What the page of the playground and its worker tell each other: plain data. */
import type { Program } from "../../specs/program.ts";
import type { ReportData } from "../report/report_data.ts";

/** What the page asks for. */
export type Order =
  /** The first one: brings the binary of TensorFlow.js along. */
  | { readonly is: "setting"; readonly wasm: Uint8Array<ArrayBuffer> }
  /** Trains a recipe on generated videos, from the start: once in the life of a worker. */
  | { readonly is: "train"; readonly program: Program }
  /** Ends the training after the step or video at hand. */
  | { readonly is: "stop" }
  /** Computes what a program of `maskProgram` selects from a map [T]. */
  | {
    readonly is: "select";
    readonly program: Program;
    readonly names: readonly string[];
    readonly map: Float32Array;
  };

/** What is selected from a map: of masks and maps the value of each snippet, of lists the snippets, of thresholds one number. */
export type Selected = Readonly<Record<string, readonly number[]>>;

/** The curves of a training so far. */
export type Courses = Pick<ReportData, "losses" | "logged" | "evaluations" | "by" | "best">;

/** What the worker answers. */
export type News =
  | {
    readonly is: "begun";
    /** Which engine computes, and why. */
    readonly engine: string;
    /** Of the whole training. */
    readonly steps: number;
    /** The data set in lines. */
    readonly facts: readonly string[];
  }
  | { readonly is: "trained"; readonly step: number; readonly courses: Courses }
  | { readonly is: "tested"; readonly step: number; readonly done: number; readonly of: number }
  | { readonly is: "scored"; readonly step: number; readonly report: ReportData }
  | { readonly is: "selected"; readonly selected: Selected }
  | { readonly is: "warned"; readonly message: string }
  | { readonly is: "ended"; readonly step: number; readonly seconds: number; readonly isWhole: boolean }
  /** Lines to show; a mistake of walt's own says so. */
  | { readonly is: "failed"; readonly lines: readonly string[] };
