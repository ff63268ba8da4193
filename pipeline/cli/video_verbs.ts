/** The verbs that begin with films, or end with them. */
import type { Command } from "@commander-js/extra-typings";
import { parseCount, parsePositive, parseSeed, parseSizes } from "./options/option_values.ts";
import { type Finish, verb } from "./options/verb.ts";
import { addFilmVerbs } from "./video_film_verbs.ts";
import { addVideoExportVerb } from "./video_export_verb.ts";
import { later } from "./later.ts";

/** Adds them to the command line. */
export function addVideoVerbs(walt: Command, finish: Finish): void {
  const video = walt.command("video").description("begins with films, or ends with them").helpCommand(false);
  verb(video, "features", "my_films --out my_data --encoder pose")
    .argument("<films>", "a folder of films, or one film")
    .description("computes features of films, and writes labels.csv to fill in and a recipe")
    .requiredOption("--out <folder>", "the folder of the data set; what is finished in it is not done again")
    .option("--encoder <name>", "an encoder of recipes/encoders, or the YAML file of one", "pose")
    .option(
      "--fps <number>",
      "frames per second that films are resampled to, instead of the encoder's",
      parsePositive,
    )
    .option("--stride <frames>", "frames from one snippet to the next, instead of the encoder's", parseCount)
    .option("--window <frames>", "frames that a snippet is computed on, instead of the encoder's", parseCount)
    .option("--jobs <number>", "films at a time, instead of what cores and memory allow", parseCount)
    .option("--classes <names>", "the actions, with commas between them, for as long as labels.csv has none")
    .action(async (films, options) => {
      const { featuresCommand } = await later<typeof import("./video_features.ts")>("./video_features.ts");
      finish(await featuresCommand(films, options));
    });
  verb(video, "draw", "demo_films")
    .argument("<out>", "the folder to write, which must be new or empty")
    .description("draws films of people who do five things, with labels, to try everything with")
    .option("--films <train:test>", "how many", parseSizes, { train: 40, test: 20 })
    .option("--seed <number>", "seed of everything that is drawn", parseSeed, 0)
    .action(async (out, options) => {
      const { drawCommand } = await later<typeof import("./video_draw.ts")>("./video_draw.ts");
      finish(await drawCommand(out, options));
    });
  addFilmVerbs(video, finish);
  addVideoExportVerb(video, finish);
}
