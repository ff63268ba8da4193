/** The verb `video export`. */
import { type Command, Option } from "@commander-js/extra-typings";
import { EXCHANGE_NAMES } from "../annotations/exchange/target_names.ts";
import { parseCount, parseNumber, parsePositive, parseSeconds } from "./options/option_values.ts";
import { type Finish, MIN_SCORE, PER_CLASS, TOP, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Adds it to the group of verbs about films. */
export function addVideoExportVerb(video: Command, finish: Finish): void {
  verb(video, "export", "runs/demo-1a2b3c4d-s0 --to elan --out coded")
    .argument("<from>", "the folder of a finished run, or a prediction file")
    .description("writes segments for programs in which people code behaviour by hand")
    .addOption(
      new Option("--to <form>", "the program, or the form").choices(EXCHANGE_NAMES).makeOptionMandatory(),
    )
    .requiredOption("--out <folder>", "the folder that gets the files, which must be new or empty")
    .option(
      "--merge-gap <seconds>",
      "segments of a class that are at most that far apart become one",
      parseSeconds,
      0,
    )
    .option("--min-duration <seconds>", "shorter segments are left out", parseSeconds, 0)
    .option("--top <number>", TOP, parseCount)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .option("--videos <file>", "a list of videos, one a line, instead of all")
    .option("--media <folder>", "the films, <video>.mp4 and the like, which the files then name")
    .option("--fps <number>", "frames per second of the films, for forms that count frames", parsePositive)
    .option("--labels <file>", "the names of labels that are numbers, one a line")
    .action(async (from, options) => {
      const { exportCommand } = await later<typeof import("./video_export.ts")>("./video_export.ts");
      finish(await exportCommand(from, options));
    });
}
