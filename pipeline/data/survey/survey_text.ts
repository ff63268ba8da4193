/** A recipe about a folder that was looked at. */
import { count, examples } from "../../annotations/layout.ts";
import type { FoundSource } from "./sources.ts";
import type { Survey } from "./survey.ts";

/** What the recipe is to be. */
export interface RecipeFrame {
  readonly name: string;
  /** The recipe that it extends, relative to the new one, and its sources. */
  readonly parent: string;
  readonly parentSources: readonly string[];
  /** The folder, relative to the new recipe. */
  readonly root: string;
  /** The schema that editors read, relative to the new recipe. */
  readonly schema: string;
  /** A comment on what made it, instead of `data init`. */
  readonly made?: string | undefined;
}

/** Begins what has to be looked at by who knows the data. */
const CHECK = "CHECK";

/** YAML with a comment on what was found and what was guessed. */
export function surveyText(survey: Survey, frame: RecipeFrame): string {
  return [
    `# yaml-language-server: $schema=${frame.schema}`,
    `# ${frame.made ?? `Made by \`walt data init\`; what says ${CHECK} is a guess.`}`,
    "version: 1",
    `name: ${scalar(frame.name)}`,
    `extends: ${scalar(frame.parent)}`,
    "",
    ...dataLines(survey, frame.root),
    "",
    ...featureLines(survey, frame.parentSources),
    ...trainingLines(survey),
    "",
    `evaluation: { subset: ${scalar(survey.splits.subset)} }`,
    "",
  ].join("\n");
}

function dataLines(survey: Survey, root: string): string[] {
  const { annotations, splits: { train, test, subset }, folders, classes, classFile, ignored } = survey;
  const { missing, unlabelled } = survey;
  return [
    "data:",
    `  root: ${scalar(root)}`,
    `  annotations: ${scalar(annotations?.name ?? "gt.json")} # ${annotatedText(survey)}`,
    ...classFile !== undefined
      ? [`  classes: { file: ${scalar(classFile)}, count: ${classes.length} }`]
      : classes.length === 0
      ? [`  classes: [action] # ${CHECK}: no label was found; name the classes in code-point order`]
      : [
        `  classes: # ${count(classes.length, "label")} of the annotations`,
        ...classes.map((name) => `    - ${scalar(name)}`),
      ],
    `  ignore_labels: [${ignored.map(scalar).join(", ")}]${
      ignored.length > 0 ? ` # ${CHECK}: by the names, no classes` : ""
    }`,
    ...missing.length > 0
      ? [
        `  missing: leave_out # ${CHECK}: without features ${count(missing.length, "video")}: ${
          quoted(missing)
        }`,
      ]
      : [],
    ...unlabelled.length > 0
      ? [
        `  no_label: background # ${CHECK}: without label ${count(unlabelled.length, "training video")}: ${
          quoted(unlabelled)
        }`,
      ]
      : [],
    "  splits:",
    `    train: { list: ${listOf(train.list?.name, train.videos, "train")}, folder: ${
      scalar(folders.train)
    } } # ${count(train.videos.size, "video")}`,
    `    test: { list: ${listOf(test.list?.name, test.videos, "test")}, folder: ${scalar(folders.test)} } # ${
      count(test.videos.size, "video")
    }${test.list ? "" : ` of subset ${scalar(subset)}`}`,
  ];
}

/** The list of a split; null where the subsets of the annotation file say it. */
function listOf(name: string | undefined, videos: ReadonlySet<string>, split: string): string {
  return name === undefined ? videos.size > 0 ? "null" : `split_${split}.txt` : scalar(name);
}

function annotatedText({ annotations }: Survey): string {
  if (!annotations) return `${CHECK}: no annotation file was found`;
  const videos = [...annotations.read.database.values()];
  const labelled = videos.filter(({ labels }) => labels.length > 0).length;
  const segments = videos.reduce((sum, video) => sum + video.annotations.length, 0);
  return `${count(videos.length, "video")}, ${labelled.toLocaleString("en-US")} with labels; ${
    count(segments, "segment")
  }`;
}

function featureLines(survey: Survey, parentSources: readonly string[]): string[] {
  const { sources, rate, lengthsDiffer, rows } = survey;
  const names = sources.map(({ name }) => name);
  return [
    "features:",
    ...rateLines(survey),
    "  sources:",
    ...parentSources.filter((name) => !names.includes(name)).map((name) => `    ${name}: null`),
    ...sources.flatMap((source) => sourceLines(source, rate)),
    ...lengthsDiffer
      ? [`  length_mismatch: truncate_to_shortest # ${CHECK}: the sources of some videos differ in length`]
      : [],
    `  sampling: { length: ${sampled(rows)} } # T: the median video has ${count(rows, "row")}`,
  ];
}

function rateLines({ rate: { isStated, measured, isRescaled, window, known } }: Survey): string[] {
  if (known) return [];
  if (isRescaled) {
    return [`  # ${CHECK} times: all videos that were looked at have as many rows, whatever their duration.`];
  }
  const fps = isStated ? "fps is stated by file" : `fps is the usual one, ${CHECK} it`;
  return [
    measured
      ? `  # By the durations of ${count(measured.videos, "video")} a row comes every ${
        Number(measured.seconds.toPrecision(4))
      } s, which is stride / fps; ${fps}.`
      : `  # ${CHECK} stride, a usual one: no duration says how long a row lasts; ${fps}.`,
    windowText(window),
  ];
}

function windowText(window: Survey["rate"]["window"]): string {
  if (window === undefined) {
    return "  # Where rows come from overlapping windows, add window: the frames that one was computed on.";
  }
  return window.usual
    ? `  # ${CHECK} window: the videos have as many rows as windows of ${window.usual.window} frames every ${window.usual.stride}.`
    : `  # ${CHECK} stride and window: the videos have about ${window.line.perRow.toPrecision(3)} * rows + ` +
      `${window.line.beyond.toPrecision(3)} frames, as windows longer than the stride by that.`;
}

function sourceLines(
  source: FoundSource,
  { fps, stride, window, isRescaled, known }: Survey["rate"],
): string[] {
  const frames = known?.window ?? window?.usual?.window;
  const { name, path, others = [], format, width, axes, crops, pool, columns, isUnsure, videos } = source;
  const rate = typeof fps === "number"
    ? String(fps)
    : "file" in fps
    ? `{ file: ${scalar(fps.file)} }`
    : `{ from: ${fps.from} }`;
  const unsure = isUnsure ? `; ${CHECK} the axes: all that were looked at are of one shape` : "";
  return [
    `    ${name}: # ${count(videos.size, "video")}${unsure}`,
    `      path: ${others.length === 0 ? scalar(path) : `[${[path, ...others].map(scalar).join(", ")}]`}`,
    ...format ? [`      format: { kind: ${format.kind}, key: ${scalar(format.key)} }`] : [],
    ...axes ? [`      axes: [${axes.join(", ")}] # ${CHECK}`] : [],
    ...crops ? [`      crops: ${crops} # ${CHECK}`] : [],
    ...columns ? [`      columns: ${scalar(columns)} # ${CHECK}: the first one counts the rows`] : [],
    ...pool ? [`      pool: ${pool} # ${CHECK}`] : [],
    `      width: ${width}`,
    ...isRescaled ? ["      times: from_durations"] : [`      fps: ${rate}`, `      stride: ${stride}`],
    ...frames !== undefined && !isRescaled ? [`      window: ${frames}`] : [],
  ];
}

/** Snippets of a step that usual machines have room for. */
const MOST = 750;
const FEWEST = 10;

/** T near to a number of rows, in two digits. */
function sampled(rows: number): number {
  return Math.min(MOST, Math.max(FEWEST, Number(rows.toPrecision(2))));
}

/** Videos of a step that parents ask for at most. */
const USUAL_BATCH = 8;

function trainingLines({ splits: { train }, missing }: Survey): string[] {
  const size = train.videos.size - missing.filter((video) => train.videos.has(video)).length;
  return size > 0 && size < USUAL_BATCH ? ["", `training: { batch: ${size} } # all training videos`] : [];
}

function quoted(names: readonly string[]): string {
  return examples(names.map((name) => JSON.stringify(name)));
}

/** Text as YAML reads it back; a comment has it as it is. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain || /^\.{0,2}\/[\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
