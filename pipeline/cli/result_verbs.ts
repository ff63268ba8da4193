/** The verbs that make results, or compare with references. */
import { type Command, Option } from "@commander-js/extra-typings";
import { TEST_SAMPLERS } from "../../specs/kinds/test_samplers/mod.ts";
import { FORM_NAMES } from "../annotations/predictions/forms.ts";
import { collect, parseCount, parseNumber, parsePath, parsePositive } from "./options/option_values.ts";
import { type Finish, JSON_LINE, MIN_SCORE, PER_CLASS, TOP, verb } from "./options/verb.ts";
import { TABLE_FORM_NAMES } from "../comparison/formats/names.ts";
import { fromHere } from "./terminal/paths.ts";
import { later } from "./later.ts";

/** Adds them to the command. */
export function addResultVerbs(walt: Command, finish: Finish): void {
  verb(walt, "predict", "runs/demo-1a2b3c4d-s0 my_data/features/test")
    .argument("<run>", "a run folder or a checkpoint")
    .argument(
      "<features...>",
      "a folder with one sub-folder per source, feature files, or a .txt list of them",
    )
    .description("localizes actions in videos without ground truth")
    .option(
      "--fps <number>",
      "frames per second of every video, instead of what the recipe says",
      parsePositive,
    )
    .option("--durations <file>", 'JSON file {"video": seconds}, for a model with times: from_durations')
    .addOption(
      new Option("--sampling <kind>", "which snippets are looked at, instead of what the recipe says")
        .choices([...TEST_SAMPLERS.keys()]),
    )
    .addOption(
      new Option("--json", "print the segments in ActivityNet JSON, on one line").conflicts("format"),
    )
    .addOption(new Option("--format <form>", "print the segments as such a file").choices(FORM_NAMES))
    .option("--top <number>", TOP, parseCount)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .action(async (run, features, options) => {
      const { predictCommand } = await later<typeof import("./predict.ts")>("./predict.ts");
      finish(await predictCommand(run, features, options));
    });
  verb(walt, "report", "runs/demo-1a2b3c4d-s0")
    .argument("<run>", "the folder of a finished run")
    .description("writes the page about a finished run again, from its files and data")
    .option("--csv <folder>", "write tables of all that the page draws into a folder too", parsePath)
    .option("--interactive", "write a page with sliders, a search and lists of moments too, in one file")
    .option("--tensorboard", "write event files of the curves too")
    .action(async (run, { csv, ...options }) => {
      const { reportCommand } = await later<typeof import("./report.ts")>("./report.ts");
      const tables = csv === undefined ? undefined : fromHere(csv);
      finish(await reportCommand(fromHere(run), { ...options, csv: tables }));
    });
  verb(walt, "compare", "runs --baseline demo")
    .argument("<run...>", "run folders, or folders with run folders anywhere below them, such as a sweep's")
    .description("says which differences of methods are real, from their runs with several seeds")
    .option(
      "--metric <name>",
      "average (of the protocol), an average such as 0.3:0.7, a tIoU, classification_map or accuracy; repeatable",
      collect,
    )
    .option("--per-tiou", "add mAP at each tIoU")
    .option("--baseline <name>", "what the others are compared with, instead of the first")
    .option(
      "--margin <points>",
      "the smallest difference that counts as one, in percent; those of less are equivalent",
      parsePositive,
      1,
    )
    .option("--draws <number>", "draws of seeds and videos for the interval over both", parseCount, 1000)
    .addOption(new Option("--json", JSON_LINE).conflicts("format"))
    .addOption(new Option("--format <form>", "print a table of that form").choices(TABLE_FORM_NAMES))
    .option("--report <file>", "write a page about the comparison, such as runs/comparison.html", parsePath)
    .option("--csv <folder>", "write tables of all that the page draws into a folder", parsePath)
    .action(async (paths, { metric = [], report, csv, ...options }) => {
      const { compareCommand } = await later<typeof import("./compare.ts")>("./compare.ts");
      const written = {
        report: report === undefined ? undefined : fromHere(report),
        csv: csv === undefined ? undefined : fromHere(csv),
      };
      finish(await compareCommand(paths, { metric, ...options, ...written }));
    });
  walt.command("engine")
    .description("fetches the fast engine, once")
    .option("--quiet-if-ready", "print nothing when it is there already")
    .addOption(
      new Option(
        "--check",
        "read it whole instead, and say whether it is intact; exits with 1 where it is not",
      )
        .conflicts(["quietIfReady", "repair"]),
    )
    .option("--repair", "fetch it again where it is damaged")
    .option("--gpu", "fetch the one that computes on a GPU of NVIDIA, 2.8 GB")
    .addOption(new Option("--for <words>", "only if that command line wants it, as JSON").hideHelp())
    .action(async ({ for: words, ...options }) => {
      const { engineCommand } = await later<typeof import("./engine.ts")>("./engine.ts");
      const { wantsTensorflow } = await later<typeof import("./first_look.ts")>("./first_look.ts");
      const isWanted = words === undefined ? undefined : () => wantsTensorflow(walt, JSON.parse(words));
      finish(await engineCommand({ ...options, isWanted }));
    });
}

/** Adds `parity`. */
export function addParityVerb(walt: Command, finish: Finish): void {
  verb(walt, "parity", "fixtures")
    .argument("<path...>", "fixture files, or folders of them")
    .description("compares the compiled recipes with reference numbers; exits with 1 where one differs")
    .action(async (paths) => {
      const { parityCommand } = await later<typeof import("./parity.ts")>("./parity.ts");
      finish(await parityCommand(paths.map(fromHere)));
    });
}
