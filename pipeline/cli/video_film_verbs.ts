/** The verbs about one film: `video watch` and `video cut`. */
import { type Command, Option } from "@commander-js/extra-typings";
import { TEST_SAMPLERS } from "../../specs/kinds/test_samplers/mod.ts";
import { parseCount, parseNumber, parseSeconds } from "./options/option_values.ts";
import { type Finish, MIN_SCORE, PER_CLASS, TOP, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Segments of a page unless a person says otherwise: as many as one looks through. */
const SHOWN = 30;

/** Adds them to the group of verbs about films. */
export function addFilmVerbs(video: Command, finish: Finish): void {
  verb(video, "watch", "runs/my_data-1a2b3c4d-s0 new_film.mp4")
    .argument("<run>", "the folder of a finished run on features of films")
    .argument("<film>", "the film")
    .description("finds segments in a film, and writes a page that plays it over their timeline")
    .option("--out <folder>", "the folder of the page, instead of films/<film> in the run folder")
    .addOption(new Option("--link", "play the film where it lies, without a copy of it in the folder"))
    .addOption(
      new Option("--transcode", "copy it in a form that every browser plays").conflicts("link"),
    )
    .option("--top <number>", TOP, parseCount, SHOWN)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .addOption(
      new Option("--sampling <kind>", "which snippets are looked at, instead of what the recipe says")
        .choices([...TEST_SAMPLERS.keys()]),
    )
    .option("--encoder <name>", "the encoder of the run's features, where its data do not say it")
    .action(async (run, film, options) => {
      const { watchCommand } = await later<typeof import("./video_watch.ts")>("./video_watch.ts");
      finish(await watchCommand(run, film, options));
    });
  verb(video, "cut", "runs/my_data-1a2b3c4d-s0 film.mp4 --out clips")
    .argument("<from>", "a finished run, a folder of video watch, or a prediction file")
    .argument("<film>", "the film that the predictions are of")
    .description("writes the segments of a film as clips, cut at their frames")
    .requiredOption("--out <folder>", "the folder that gets the clips, which must be new or empty")
    .option("--margin <seconds>", "what a clip shows before and after its segment", parseSeconds, 0)
    .option("--top <number>", TOP, parseCount)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .option("--video <id>", "the video of the predictions, where the film has another name")
    .option("--labels <file>", "the names of labels that are numbers, one a line")
    .action(async (from, film, options) => {
      const { cutCommand } = await later<typeof import("./video_cut.ts")>("./video_cut.ts");
      finish(await cutCommand(from, film, options));
    });
}
