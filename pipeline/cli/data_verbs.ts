/** The verbs that begin with other people's data. */
import type { Command } from "@commander-js/extra-typings";
import { type Finish, verb } from "./options/verb.ts";

/** Adds `data init` and `data convert`. */
export function addOwnDataVerbs(data: Command, finish: Finish): void {
  verb(data, "init", "my_data --out recipes/my_data.yaml")
    .argument("<folder>", "a folder with features, annotations and lists")
    .description("prints a recipe about what is in a folder")
    .option("--out <file>", "writes it instead, a file that is not there yet")
    .option("--extends <recipe>", "the recipe that it extends, instead of recipes/base/own_features.yaml")
    .action(async (folder, options) => {
      const { initCommand } = await import("./data_init.ts");
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
      const { convertCommand } = await import("./data_convert.ts");
      finish(await convertCommand(path, options));
    });
}
