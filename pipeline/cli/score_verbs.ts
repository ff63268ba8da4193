/** The verbs that compare predictions with a ground truth. */
import { type Command, Option } from "@commander-js/extra-typings";
import { BINS_NAMES } from "../../specs/kinds/protocols/diagnosis.ts";
import { DEFAULT_PROTOCOL, PROTOCOLS } from "../../specs/kinds/protocols/mod.ts";
import { TIME_UNITS } from "../annotations/predictions/times.ts";
import { collect, parsePositive } from "./options/option_values.ts";
import { type Finish, JSON_LINE, verb } from "./options/verb.ts";
import { fromHere } from "./terminal/paths.ts";
import { later } from "./later.ts";

/** Adds them to the command. */
export function addScoreVerbs(walt: Command, finish: Finish): void {
  fileOptions(
    verb(walt, "eval", "predictions.json --ground-truth gt.json --subset test")
      .argument("<predictions>", PREDICTIONS)
      .description("computes the mAP of a prediction file, or the average recall of proposals"),
  )
    .requiredOption("--ground-truth <file>", "the annotation file")
    .option("--tiou <first:last:step>", "tIoU thresholds, both ends included, instead of the protocol's")
    .option("--proposals", "score by average recall at an average number of proposals, whatever the labels")
    .option("--json", JSON_LINE)
    .action(async (predictions, options) => {
      const { evalCommand } = await later<typeof import("./eval.ts")>("./eval.ts");
      const groundTruth = fromHere(options.groundTruth);
      finish(await evalCommand(fromHere(predictions), { ...options, ...reached(options), groundTruth }));
    });
  fileOptions(
    verb(walt, "diagnose", "predictions.json --ground-truth gt.json --subset test")
      .argument("<predictions>", `a run folder; or ${PREDICTIONS}`)
      .description(
        "tells why mAP is not 100: wrong predictions by type and rank, missed instances by length",
      ),
  )
    .option("--ground-truth <file>", "the annotation file; that of the run by default")
    .option("--tiou <first:last:step>", "one tIoU threshold, or several over which all numbers are means")
    .addOption(
      new Option("--bins <set>", "what long and short is, instead of what the protocol says")
        .choices(BINS_NAMES),
    )
    .option("--json", JSON_LINE)
    .action(async (predictions, options) => {
      const { diagnoseCommand } = await later<typeof import("./diagnose.ts")>("./diagnose.ts");
      const groundTruth = options.groundTruth === undefined ? undefined : fromHere(options.groundTruth);
      finish(await diagnoseCommand(fromHere(predictions), { ...options, ...reached(options), groundTruth }));
    });
}

const SET = "changes a rule of the protocol, such as evaluation.protocol.ap=raw; repeatable";

const PREDICTIONS = "a prediction file: ActivityNet JSON, rows, columns or CSV";

/** What says how the two files are read and compared. */
function fileOptions(command: Command<[string]>) {
  return command
    .option("--subset <name>", 'the subset that is evaluated, "test" by default')
    .option("--ignore-label <label>", "a label that is no class and not scored; may be given again", collect)
    .addOption(
      new Option("--protocol <name>", `the evaluation protocol, ${DEFAULT_PROTOCOL} by default`)
        .choices([...PROTOCOLS.keys()]),
    )
    .option("--set <path=value>", SET, collect)
    .option("--ambiguous <file>", "a list of ambiguous intervals: video start end, one a line")
    .option("--labels <file>", "the names of labels that are numbers, one per line, that of 0 first")
    .addOption(
      new Option("--time <unit>", "what predicted times are, instead of seconds").choices(TIME_UNITS),
    )
    .option("--fps <number>", "frames per second of every video, for times in frames", parsePositive);
}

/** The files among these options as this process reaches them, and labels as commands know them. */
function reached(
  { labels, ambiguous, ignoreLabel = [] }: {
    readonly labels?: string | undefined;
    readonly ambiguous?: string | undefined;
    readonly ignoreLabel?: readonly string[] | undefined;
  },
) {
  return {
    labels: labels === undefined ? undefined : fromHere(labels),
    ambiguous: ambiguous === undefined ? undefined : fromHere(ambiguous),
    ignoreLabels: ignoreLabel,
  };
}
