/** The verb that trains many runs. */
import { type Command, Option } from "@commander-js/extra-typings";
import { InvalidArgumentError } from "commander";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { SEEDS_HINT, seedsOf } from "../../specs/sweep/seeds.ts";
import { EXECUTOR_NAMES } from "../sweeps/job.ts";
import { collect, parseCount, parsePart, parseSeed } from "./options/option_values.ts";
import { type Finish, JSON_LINE, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Adds it to the command. */
export function addSweepVerb(walt: Command, finish: Finish): void {
  verb(walt, "sweep", "recipes/demo.yaml --seeds 0:2 --set constants.r_easy=5,10")
    .argument(
      "[recipe...]",
      "the recipes to train; they replace that of the grid. With --only: finished runs",
    )
    .description(
      "trains variants of recipes with several seeds, goes on where it was stopped, and prints a table",
    )
    .option("--seeds <seeds>", "seeds of every variant: 0:4, both ends included, or 0,3,7", parseSeeds)
    .option(
      "--set <path=values>",
      "a value of the recipe, or several with commas between them, each in turn; repeatable",
      collect,
    )
    .option(
      "--patch <file>",
      "lays another recipe over, without its name and what it extends; each in turn",
      collect,
    )
    .option("--grid <file>", "a file of named variants, such as those in sweeps/")
    .option("--jobs <number>", "how many runs at a time: 1 here, all on Slurm unless it is said", parseCount)
    .addOption(
      new Option("--executor <name>", "what runs them").choices(EXECUTOR_NAMES).default("local" as const),
    )
    .option(
      "--slurm-option <option>",
      "an option of sbatch with its value, such as --time=2:00:00; repeatable",
      collect,
    )
    .option("--retry-failed", "submit runs to Slurm again that failed there")
    .addOption(
      new Option("--only <section>", "trains nothing: scores settings of this section of finished runs")
        .choices(["inference"] as const).conflicts([
          "seeds",
          "jobs",
          "executor",
          "slurmOption",
          "retryFailed",
          "tensorboard",
        ]),
    )
    .option(
      "--validate-on <part>",
      "with --only: scores this part of the training videos that have segments, not the test videos",
      parsePart,
    )
    .option(
      "--seed <number>",
      "with --validate-on: the seed by which they are drawn, 0 by default",
      parseSeed,
    )
    .option("--out <folder>", "the folder of the sweep, instead of one in runs/sweeps")
    .option("--tensorboard", "let every run write event files of its curves too")
    .option("--json", JSON_LINE)
    .action(
      async (recipes, { set = [], patch = [], slurmOption = [], only, validateOn, seed, ...options }) => {
        refuseAlone({ only, validateOn, seed });
        if (only) {
          const { sweepInferenceCommand } = await later<typeof import("./sweep_inference.ts")>(
            "./sweep_inference.ts",
          );
          finish(
            await sweepInferenceCommand(recipes, { set, patch, validateOn, seed: seed ?? 0, ...options }),
          );
          return;
        }
        const { sweepCommand } = await later<typeof import("./sweep.ts")>("./sweep.ts");
        finish(await sweepCommand(recipes, { set, patch, slurmOption, ...options }));
      },
    );
  walt.command("sweep-task", { hidden: true })
    .description("does a run that a sweep has submitted")
    .argument("<submission>")
    .argument("<index>")
    .argument("<job>")
    .action(async (submission, index, job) => {
      const { sweepTaskCommand } = await later<typeof import("./sweep_task.ts")>("./sweep_task.ts");
      finish(await sweepTaskCommand({ submission, index: Number(index), job }));
    });
}

/** Refuses options that say how settings are scored where they are not, or not so. */
function refuseAlone(
  { only, validateOn, seed }: {
    only?: string | undefined;
    validateOn?: number | undefined;
    seed?: number | undefined;
  },
): void {
  if (validateOn !== undefined && only === undefined) {
    throw userError(
      "--validate-on is for settings of finished runs",
      "add --only inference, or leave it out",
    );
  }
  if (seed !== undefined && validateOn === undefined) {
    throw userError(
      "--seed draws the videos of --validate-on, which is not given",
      "write --seeds for those of training, or add --validate-on",
    );
  }
}

function parseSeeds(text: string): number[] {
  try {
    return seedsOf(text);
  } catch (error) {
    throw new InvalidArgumentError(`Seeds ${(error as Error).message}: ${SEEDS_HINT}.`);
  }
}
