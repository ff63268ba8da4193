/** `data init`: looks at a folder of features and writes a recipe about it. */
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { FORMATS } from "../../specs/kinds/formats/mod.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { plain, subtree } from "../../specs/load/tree.ts";
import { surveyText } from "../data/survey/survey_text.ts";
import { count } from "../annotations/layout.ts";
import { type Survey, surveyFolder } from "../data/survey/survey.ts";
import { isThere, readFolder, readTextSync } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";
import { command, shellWord } from "../../specs/diagnostics/command.ts";
import { fromHere, ROOT, toPaste } from "./terminal/paths.ts";
import { ownFile, parentName, RECIPES } from "./options/names.ts";
import { printErr, printOut } from "./terminal/print.ts";

/** Options of `data init`. */
export interface InitCommandOptions {
  /** The recipe to write, which must not be there; by default it is printed. */
  readonly out?: string | undefined;
  /** The recipe that it extends. */
  readonly extends?: string | undefined;
}

/** Prints or writes a recipe about what is in a folder; 0 when it is there. */
export async function initCommand(folder: string, options: InitCommandOptions): Promise<number> {
  const root = fromHere(folder);
  await readFolder(root);
  const out = options.out === undefined ? undefined : fromHere(options.out);
  if (out !== undefined && isThere(out)) {
    throw userError(`"${out}" is there already: nothing is written over it`, "name a new file with --out");
  }
  const parent = options.extends === undefined
    ? join(ROOT, "recipes/base/own_features.yaml")
    : ownFile(options.extends, RECIPES);
  const { tree } = loadTree(parent, { read: readTextSync });
  const sources = subtree(tree, ["features", "sources"]);
  const survey = await surveyFolder(root);
  if (survey.sources.length === 0) throw noFeatures(folder, survey);
  // What is printed may be saved anywhere.
  const place = (path: string) =>
    out === undefined ? resolve(path) : relative(dirname(resolve(out)), resolve(path)) || ".";
  const text = surveyText(survey, {
    name: basename(resolve(root)).replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 100) || "own",
    parent: parentName(parent, place),
    parentSources: sources ? Object.keys(plain(sources) as Record<string, unknown>) : [],
    root: place(root),
    schema: place(join(ROOT, "specs/recipe.schema.json")),
  });
  if (out === undefined) printOut(text.replace(/\n$/, "").split("\n"));
  else await writeWhole(out, text);
  for (const line of [...foundLines(survey), ...absentLines(root, survey)]) printErr(line);
  if (out !== undefined) printOut(`"${toPaste(out)}" is ready: ${command("run", toPaste(out))}`);
  return 0;
}

function foundLines({ sources, passedOver }: Survey): string[] {
  return [
    ...sources.map(({ name, path, others = [], width, videos }) =>
      `found    source ${name}: ${videos.size.toLocaleString("en-US")} × [snippets, ${width}] at ${
        [path, ...others].join(" or ")
      }`
    ),
    ...passedOver.flatMap((text) => `left     ${text}`.split("\n")),
  ];
}

/** What a run needs and was not found, each with what to do. */
function absentLines(folder: string, survey: Survey): string[] {
  const { annotations, splits: { train, test }, classes, rate, unannotated } = survey;
  const drawn = annotations
    ? `: ${command("data", "split", toPaste(join(folder, annotations.name)), "--out", toPaste(folder))}`
    : ", one video per line, or state subsets in the annotations";
  const listOf = (split: "train" | "test") =>
    `write split_${split}.txt${filesListed(folder, survey, split) ?? drawn}`;
  const lines: [isAbsent: boolean, text: string][] = [
    [
      annotations === undefined,
      "no annotation file: put gt.json there, a table video,start,end,label, or files of BORIS, ELAN or Datavyu; labels of training videos are enough to train",
    ],
    [classes.length === 0, "no label of any video: without labels nothing can be trained"],
    [
      unannotated.length > 0,
      `no annotation of ${count(unannotated.length, "training video")}, such as "${
        unannotated[0]
      }": annotate them, or take them out of the list`,
    ],
    ...survey.misnamed.map(({ list, name, file }): [boolean, string] => [
      true,
      `in ${list} the names of the feature files: write "${file}" instead of "${name}", and all others so`,
    ]),
    [train.videos.size === 0, `no training videos: ${listOf("train")}`],
    [test.videos.size === 0, `no test videos: ${listOf("test")}`],
    [
      rate.measured === undefined && !rate.isRescaled,
      "no duration that says how long a row lasts: check fps and stride, or state durations in the annotations",
    ],
  ];
  return lines.flatMap(([isAbsent, text]) => isAbsent ? [`missing  ${text}`] : []);
}

/** Where features lie in folders of their splits, drawn lists would not fit them: the files say which videos are whose. */
function filesListed(
  folder: string,
  { sources, folders }: Survey,
  split: "train" | "test",
): string | undefined {
  const source = sources.find(({ path }) => path.includes("{split}") && /\/\{video\}\.\w+$/.test(path));
  if (source === undefined || ![...source.videos.values()].some((video) => video.split === folders[split])) {
    return;
  }
  const path = source.path.replaceAll("{split}", folders[split]);
  const ending = extname(path);
  const [lies, list] = [dirname(path), `split_${split}.txt`].map((name) =>
    shellWord(toPaste(join(folder, name)))
  );
  return `: (cd ${lies} && ls | sed -n 's/\\${ending}$//p') > ${list}`;
}

function noFeatures(folder: string, { passedOver }: Survey): Error {
  const endings = [...FORMATS.values()].flatMap((spec) => spec.endings).join(", ");
  const [first] = passedOver;
  return userError(
    `No features in "${folder}"${first === undefined ? "" : `: ${first}`}`,
    `features are one file per video, or one of all, and end in ${endings}; walt extracts none`,
  );
}
