/** Section `features`: where snippet features come from and how a video becomes a sequence of T snippets. */
import { z } from "zod";
import { formatByEnding, type FormatSpec } from "../kinds/formats/format.ts";
import type { Family } from "../kinds/kind.ts";
import { type ChosenKind, type Fields, names } from "../options/fields.ts";
import { ARRAY_KEYS, arrayIssues, type ArrayKeys } from "./feature_array.ts";
import { command } from "../diagnostics/command.ts";

/** Where feature files are unless a source says another place. */
const PATH = "features/{split}/{source}/{video}.npy";

/** The schema of section `features`. */
export function features({ number, kind, kindsOf }: Fields) {
  const formats = kindsOf("formats") as Family<FormatSpec>;
  const stated = z.strictObject({
    path: z.union([z.string(), z.array(z.string()).min(1)]).default(PATH)
      .describe(
        "Feature file relative to data.root, or an absolute path; {split}, {source} and {video} are replaced; of a list the " +
          "first file that is there",
      ),
    format: kind(
      "formats",
      `How its files are read; by default what path ends in says it: ${endingsText(formats)}`,
    )
      .optional(),
    width: number("Values per snippet (D of this source)", { integer: true, min: 1 }),
    fps: z.union([
      number("Frames per second of the frames that the features were computed on", { above: 0 }),
      z.strictObject({
        file: z.string().describe("JSON file {video id: fps}, relative to data.root"),
      }),
      z.strictObject({
        from: z.enum(["annotations", "durations"]).describe(
          "annotations: the fps that the annotation file states of each video; durations: what times: from_durations means",
        ),
      }),
    ]).describe("Frame rate that snippet times refer to: a number, or one per video"),
    stride: number("Frames from one snippet to the next", { above: 0 }),
    window: number(
      "Frames that a snippet was computed on: it stands for their middle; by default stride, snippets without overlap",
      { above: 0 },
    ).optional(),
    times: z.literal("from_durations").optional().describe(
      "For files that were rescaled to a common length: together the snippets of a video last its annotated duration; fps, " +
        "stride and window are then ignored",
    ),
    ...ARRAY_KEYS,
  }).superRefine((source, context) => {
    const { format } = source;
    const paths = pathsOf(source);
    if (!format && paths.length > 0) context.addIssue(unknownEnding(paths, formats));
    if (new Set(paths.map((path) => path.includes("{video}"))).size > 1) context.addIssue(unlikePaths());
    for (const issue of arrayIssues(source)) context.addIssue(issue);
  });
  const source = z.preprocess(
    (value) => withFormat(withTimes(value), formats),
    stated,
  ) as unknown as z.ZodType<
    FeatureSource
  >;
  return z.strictObject({
    sources: z.record(names, source).refine(
      (sources) => Object.keys(sources).length > 0,
      "needs at least one source",
    ).describe(
      "Feature sources by name; their rows are concatenated in this order",
    ),
    length_mismatch: z.enum(["error", "truncate_to_shortest", "first_source"]).default("error")
      .describe(
        "What to do when the sources of a video differ in length; first_source cuts longer ones and refuses shorter",
      ),
    sampling: z.strictObject({
      length: number(
        "T: snippets per video in training; in testing as sampling.test says. Where a pass sees whole videos, T of a usual " +
          "one, which explain and the estimate of memory use",
        { integer: true, min: 1 },
      ),
      train: kind("train_samplers", "Which T snippets of a video a step sees").prefault("random_perturb"),
      test: kind("test_samplers", "Which snippets of a video inference sees").prefault("uniform"),
    }).describe("Which snippets of a video are used"),
  });
}

/** A source whose snippets last as long as a video has them: at a rate of its own, one frame a snippet. */
function withTimes(source: unknown): unknown {
  if (typeof source !== "object" || source === null || !("times" in source)) return source;
  if (source.times !== "from_durations") return source;
  const { window: _, ...rest } = source as { readonly window?: unknown };
  return { ...rest, fps: { from: "durations" }, stride: 1 };
}

/** A source with the format that its path ends in, where it says none. */
function withFormat(source: unknown, formats: Family<FormatSpec>): unknown {
  if (typeof source !== "object" || source === null || "format" in source) return source;
  const { path = PATH } = source as { readonly path?: unknown };
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  const kinds = new Set(
    paths.map((each) => typeof each === "string" ? formatByEnding(formats, each)?.kind : undefined),
  );
  const [format] = kinds;
  return format === undefined || kinds.size > 1 ? source : { ...source, format };
}

/** The places of a source's files, in the order in which they are looked at. */
export function pathsOf({ path }: Pick<FeatureSource, "path">): readonly string[] {
  return typeof path === "string" ? [path] : path;
}

function unlikePaths() {
  return {
    code: "custom" as const,
    path: ["path"],
    message: "Some of the paths have {video} and some have not",
    params: { sentence: true, hint: "make two sources of them, or files of one kind" },
  };
}

function unknownEnding(paths: readonly string[], formats: Family<FormatSpec>) {
  const [first] = formats.keys();
  const path = paths.join('", "');
  const known = paths.map((each) => formatByEnding(formats, each));
  if (known.every((each) => each !== undefined)) return unlikeEndings(known);
  return {
    code: "custom" as const,
    path: ["path"],
    message: `Cannot tell the format of "${path}" by its ending`,
    params: {
      sentence: true,
      hint: `known are ${endingsText(formats)}; for other names say it beside: format: ${first}`,
    },
  };
}

function unlikeEndings(found: readonly FormatSpec[]) {
  const named = endingsText(new Map(found.map((each) => [each.kind, each])));
  return {
    code: "custom" as const,
    path: ["path"],
    message: `The paths end in different formats: ${named}`,
    params: {
      sentence: true,
      hint: `bring all into one, as ${
        command("data", "convert", "FOLDER", "--out", "NEW_FOLDER")
      } does, or make sources of their own`,
    },
  };
}

/** What is known by its ending, such as "npy (.npy)". */
function endingsText(formats: Family<FormatSpec>): string {
  return [...formats.values()].map(({ kind, endings }) => `${kind} (${endings.join(", ")})`).join(", ");
}

/** A checked `features` section. */
export interface FeaturesSection {
  /** Feature sources by name; their rows are concatenated in this order. */
  readonly sources: Readonly<Record<string, FeatureSource>>;
  /** What is done when the sources of a video differ in length. */
  readonly length_mismatch: "error" | "truncate_to_shortest" | "first_source";
  /** Which snippets of a video are used. */
  readonly sampling: Sampling;
}

/** A checked feature source. */
export interface FeatureSource extends ArrayKeys {
  /** Feature file relative to data.root, with {split}, {source} and {video}; of several the first that is there. */
  readonly path: string | readonly string[];
  /** How its files are read. */
  readonly format: ChosenKind;
  /** Values per snippet. */
  readonly width: number;
  /** Frames per second that snippet times refer to. */
  readonly fps: StatedRate;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** Frames that a snippet was computed on; as many as `stride` where absent. */
  readonly window?: number | undefined;
  /** Says that the snippets of a video share its duration; `fps` is `{ from: durations }` and `stride` 1 then. */
  readonly times?: "from_durations" | undefined;
}

/** Frames per second: one number, a JSON file {video id: fps}, or what the annotation file states of each video. */
export type StatedRate =
  | number
  | { readonly file: string }
  | { readonly from: "annotations" | "durations" };

/** How a video of L snippets becomes a sequence of T. */
export interface Sampling {
  /** T: snippets per video in training. */
  readonly length: number;
  /** Which T snippets a step sees. */
  readonly train: ChosenKind;
  /** Which snippets inference sees. */
  readonly test: ChosenKind;
}

/** Whether the snippets of a video share its duration. */
export function isFromDurations(fps: StatedRate): boolean {
  return typeof fps !== "number" && "from" in fps && fps.from === "durations";
}
