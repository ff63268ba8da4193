/** The verbs that make and check data sets. */
import { Argument, type Command, Option } from "@commander-js/extra-typings";
import { collect, parsePart, parseSeed, parseSizes } from "./options/option_values.ts";
import { type Finish, JSON_LINE, OVERRIDE, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Adds them to the command line. */
export function addDataVerbs(walt: Command, finish: Finish): void {
  const data = walt.command("data").description("makes and checks data sets").helpCommand(false);
  verb(data, "check", "recipes/my_data.yaml")
    .argument("<recipe>", "the recipe whose data are read")
    .description("reads every value once, and says what is wrong or odd; exits with 2 where a run would fail")
    .option("--set <path=value>", OVERRIDE, collect)
    .option("--json", JSON_LINE)
    .action(async (recipe, { set = [], ...options }) => {
      const { dataCheckCommand } = await later<typeof import("./data_check.ts")>("./data_check.ts");
      finish(await dataCheckCommand(recipe, { set, ...options }));
    });
  verb(data, "split", "my_data/gt.json --out my_data --test 0.3 --seed 1")
    .argument("<file>", "an annotation file, or a .txt list of videos")
    .description("writes split_train.txt and split_test.txt")
    .requiredOption("--out <folder>", "the folder that gets the lists")
    .option("--test <part>", "the part of the videos that are tested", parsePart, 0.3)
    .option("--seed <number>", "seed of the draw", parseSeed, 0)
    .action(async (file, options) => {
      const { splitCommand } = await later<typeof import("./data_split.ts")>("./data_split.ts");
      finish(await splitCommand(file, options));
    });
  data.command("synth")
    .addArgument(new Argument("<set>", "the data set to stand in for").choices(["thumos14"] as const))
    .description("writes a generated data set of full size")
    .requiredOption("--out <folder>", "the folder to write, which must be new or empty")
    .option("--annotations <file>", "annotations with durations, whose lengths and actions are taken")
    .option("--videos <train:test>", "draws that many videos instead", parseSizes)
    .option("--seed <number>", "seed of everything that is drawn", parseSeed, 0)
    .addOption(
      new Option("--dtype <type>", "type of a value on disk").choices(["f2", "f4"] as const).default(
        "f2" as const,
      ),
    )
    .action(async (_set, options) => {
      const { synthCommand } = await later<typeof import("./data.ts")>("./data.ts");
      finish(await synthCommand(options));
    });
  addOwnDataVerbs(data, finish);
}

/** Those that begin with other people's data. */
function addOwnDataVerbs(data: Command, finish: Finish): void {
  verb(data, "init", "my_data --out recipes/my_data.yaml")
    .argument("<folder>", "a folder with features, annotations and lists")
    .description("prints a recipe about what is in a folder")
    .option("--out <file>", "writes it instead, a file that is not there yet")
    .option("--extends <recipe>", "the recipe that it extends, instead of recipes/base/own_features.yaml")
    .action(async (folder, options) => {
      const { initCommand } = await later<typeof import("./data_init.ts")>("./data_init.ts");
      finish(await initCommand(folder, options));
    });
  verb(data, "convert", "annotations.csv --out gt.json")
    .argument("<path>", "a file, or a folder of them: annotations of any layout, features of any format")
    .description("writes annotations as ActivityNet JSON, features as .npy files, one for each array")
    .requiredOption(
      "--out <path>",
      "gt.json for annotations; for features a folder, or a .npy file of one array",
    )
    .option("--subset <name>", "the subset of videos whose annotations state none")
    .option(
      "--format <layout>",
      "the layout of annotations instead of what ending and content say, also with its options: '{ kind: elan, label: tier }'",
    )
    .action(async (path, options) => {
      const { convertCommand } = await later<typeof import("./data_convert.ts")>("./data_convert.ts");
      finish(await convertCommand(path, options));
    });
}
