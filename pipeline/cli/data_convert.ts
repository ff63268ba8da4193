/** `data convert`: annotations of any layout into ActivityNet JSON, features of any format into .npy files. */
import { extname } from "node:path";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { formatByEnding } from "../../specs/kinds/formats/format.ts";
import { FORMATS } from "../../specs/kinds/formats/mod.ts";
import { LAYOUTS } from "../../specs/kinds/layouts/mod.ts";
import { statedLayout } from "../../specs/recipe/check/stated_layout.ts";
import { count } from "../annotations/layout.ts";
import { openAnnotations } from "../annotations/layouts/open.ts";
import { convertAnnotations } from "../data/convert/annotations.ts";
import { convertFeatures, planConversion } from "../data/convert/features.ts";
import { requireEmptyFolder } from "../data/synthetic/write.ts";
import { isThere } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** Options of `data convert`. */
export interface ConvertCommandOptions {
  /** A file, or for features a folder too; neither may be there already. */
  readonly out: string;
  /** The subset of videos whose annotations state none. */
  readonly subset?: string | undefined;
  /** The layout of the annotations, with its options, as a recipe states it. */
  readonly format?: string | undefined;
}

/** Converts what `input` holds: annotations where `out` ends in .json, else features; 0 when it is written. */
export async function convertCommand(
  input: string,
  { out, subset, format }: ConvertCommandOptions,
): Promise<number> {
  const [from, to] = [fromHere(input), fromHere(out)];
  if (extname(to) === ".json") await annotations(from, to, { subset, format });
  else if (format === undefined) await features(from, to, input);
  else {
    throw userError(
      "--format is the layout of annotations, which become one JSON file",
      "name it: --out gt.json",
    );
  }
  return 0;
}

async function annotations(
  from: string,
  to: string,
  { subset, format }: Pick<ConvertCommandOptions, "subset" | "format">,
): Promise<void> {
  refuseOverwriting(to);
  const layout = format === undefined ? undefined : statedLayout(format, "--format");
  const read = await openAnnotations(from, layout);
  const { text, notes } = convertAnnotations(read, subset);
  await writeWhole(to, text);
  tell(read.united === undefined ? notes : [...notes, read.united]);
  printOut(`"${toPaste(to)}" is ready: ${count(read.database.size, "video")}`);
}

async function features(from: string, to: string, input: string): Promise<void> {
  refuseAnnotations(from, input);
  if (extname(to) === ".npy") refuseOverwriting(to);
  else await requireEmptyFolder(to);
  const plan = await planConversion(from, to).catch((error) => {
    throw isLayout(from) && error instanceof UserError
      ? new UserError(error.heading, [...error.diagnostics, AS_ANNOTATIONS])
      : error;
  });
  tell(plan.notes);
  const progress = startProgress("writing", plan.arrays.length, "arrays");
  try {
    await convertFeatures(plan, (done) => progress.update(done));
  } finally {
    progress.stop();
  }
  printOut(`"${toPaste(to)}" is ready: ${count(plan.arrays.length, ".npy file")}`);
}

/** Annotations become one file, so that a folder for them is a mistake. */
function refuseAnnotations(from: string, input: string): void {
  if (!isLayout(from) || formatByEnding(FORMATS, from)) return;
  throw userError(`"${input}" holds annotations, which become one JSON file`, "name it: --out gt.json");
}

/** Whether a file may be one of annotations by its ending. */
function isLayout(path: string): boolean {
  return [...LAYOUTS.values()].some(({ endings }) => endings.some((ending) => path.endsWith(ending)));
}

const AS_ANNOTATIONS = {
  message: "What --out names says what is converted: features, since it does not end in .json",
  hint: "if these are annotations: --out gt.json",
};

function refuseOverwriting(to: string): void {
  if (isThere(to)) {
    throw userError(`"${to}" is there already: nothing is written over it`, "name a new file with --out");
  }
}

function tell(notes: readonly string[]): void {
  for (const note of notes) printErr(`note     ${note}`);
}
