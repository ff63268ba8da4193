/** The command line: every verb, each loaded only when it is asked for. */
import { Argument, Command, Option } from "@commander-js/extra-typings";
import { CommanderError } from "commander";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { FORM_NAMES } from "../annotations/predictions/forms.ts";
import {
  collect,
  parseCount,
  parseNumber,
  parsePart,
  parseSeed,
  parseSizes,
} from "./options/option_values.ts";
import { type Finish, JSON_LINE, MIN_SCORE, OVERRIDE, PER_CLASS, TOP, verb } from "./options/verb.ts";
import { addSweepVerb } from "./sweep_verb.ts";
import { addResultVerbs } from "./result_verbs.ts";
import { addScoreVerbs } from "./score_verbs.ts";
import { inspected, tellEarlyEnd, tellUncaught } from "./terminal/unexpected_exit.ts";
import { addOwnDataVerbs } from "./data_verbs.ts";
import { addServeVerb } from "./serve_verb.ts";
import { addVideoVerbs } from "./video_verbs.ts";
import { addEditorVerbs } from "./editor_verb.ts";
import { outOfMemory } from "./out_of_memory.ts";
import { captureConsole, outputFailure, printErr, printError, printOut } from "./terminal/print.ts";
import { refuseRepeatedOptions } from "./options/option_values.ts";
import { Resumable } from "./terminal/interruption.ts";

/** Exit code of what went well. */
const SUCCESS = 0;
/** Exit code of a run that could not go on, and of our own mistakes. */
const FAILURE = 1;
/** Exit code of a person's mistake. */
const MISTAKE = 2;

/** Runs a command line, `Deno.args` as they are, and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const code = await perform(args);
  const failure = outputFailure();
  if (!failure) return code;
  printError(failure);
  return code === SUCCESS ? FAILURE : code;
}

async function perform(args: readonly string[]): Promise<number> {
  let code: number = SUCCESS;
  const commands = verbs((result) => code = result);
  try {
    await commands.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return report(error);
  }
}

/** Says what went wrong on stderr; the exit code tells whose mistake it was. */
function report(error: unknown): number {
  if (error instanceof Resumable) {
    const code = report(error.cause);
    printErr(error.message);
    return code;
  }
  if (error instanceof CommanderError) {
    return /^commander\.(helpDisplayed|version)$/.test(error.code) ? SUCCESS : MISTAKE;
  }
  if (error instanceof UserError) {
    printError(error);
    return MISTAKE;
  }
  if (error instanceof RunError) {
    printError(error);
    return FAILURE;
  }
  const tooLarge = outOfMemory(error);
  if (tooLarge) return report(tooLarge);
  printErr(inspected(error));
  printErr(["", "This is a mistake in walt, not yours. Please report it with the lines above."]);
  return FAILURE;
}

function verbs(finish: Finish): Command {
  const walt = new Command("deno task")
    .description("Weakly-supervised temporal action localization by recipe.")
    .helpCommand(false)
    .configureOutput({
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      writeOut: (text) => printOut(linesOf(text)),
      writeErr: (text) => printErr(linesOf(text)),
    })
    .exitOverride();
  addRecipeVerbs(walt, finish);
  addReadingVerbs(walt, finish);
  addSweepVerb(walt, finish);
  addResultVerbs(walt, finish);
  addScoreVerbs(walt, finish);
  addDataVerbs(walt, finish);
  addVideoVerbs(walt, finish);
  addServeVerb(walt, finish);
  addBenchVerb(walt, finish);
  addEditorVerbs(walt, finish);
  refuseRepeatedOptions(walt, collect);
  return walt;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

function addRecipeVerbs(walt: Command, finish: Finish): void {
  verb(walt, "run", "recipes/demo.yaml --set training.steps=200 --seed 1")
    .argument("[recipe]", "the recipe to train and evaluate")
    .description("trains a recipe, evaluates it and writes a run folder")
    .option("--set <path=value>", OVERRIDE, collect)
    .option("--seed <number>", "seed of every random stream, instead of the recipe's", parseSeed)
    .option("--json", JSON_LINE)
    .option("--resume <run>", "go on with an interrupted run, named by its folder")
    .addOption(
      new Option("--format <form>", "write the segments of the test videos as such a file too")
        .choices(FORM_NAMES),
    )
    .addOption(
      new Option("--save-maps", "keep the maps of the test videos, for sweep --only inference")
        .conflicts("profile"),
    )
    .addOption(new Option("--tensorboard", "write event files of the curves too").conflicts("profile"))
    .addOption(new Option("--folder <path>", "the run folder, which must be new").hideHelp())
    .addOption(new Option("--attended", "stop when standard input ends").hideHelp())
    .option("--top <number>", `${TOP}, are written by --format`, parseCount)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .addOption(new Option("--profile", "measure some steps by signal and phase instead").conflicts("resume"))
    .action(async (recipe, { set = [], ...options }) => {
      const { runCommand } = await import("./run.ts");
      finish(await runCommand(recipe, { set, ...options }));
    });
  verb(walt, "check", "recipes/demo.yaml")
    .argument("<recipe...>", "the recipes to check")
    .description("reports every mistake of recipes; no engine and no data are needed")
    .option("--set <path=value>", OVERRIDE, collect)
    .action(async (recipes, { set = [] }) => {
      const { checkCommand } = await import("./check.ts");
      finish(await checkCommand(recipes, { set }));
    });
  verb(walt, "explain", "recipes/demo.yaml")
    .argument("<recipe>", "the recipe to explain")
    .argument(
      "[path]",
      "tell of one value which files, constants and flags had a say in it: training.optimizer.rate",
    )
    .description("shows what a recipe means: signals, parameters, cost, and where every value comes from")
    .option("--set <path=value>", OVERRIDE, collect)
    .option("--json", "print one line of JSON instead")
    .action(async (recipe, path, { set = [], ...options }) => {
      const { explainCommand } = await import("./explain.ts");
      finish(await explainCommand(recipe, { set, path, ...options }));
    });
}

function addReadingVerbs(walt: Command, finish: Finish): void {
  verb(walt, "list", "nms")
    .argument("[word]", "only what has this word in its name, form or description")
    .description(
      "lists what there is: recipes, macros, and all blocks, functions and kinds that recipes may name",
    )
    .option("--json", "print one line of JSON instead")
    .action(async (word, options) => {
      const { listCommand } = await import("./list.ts");
      finish(listCommand(word, options));
    });
  verb(walt, "diff", "recipes/demo.yaml recipes/ablations/demo_action_only.yaml")
    .argument("<first>", "a recipe, or a run folder")
    .argument("<second>", "the recipe or run folder that is compared with it")
    .description(
      "shows what two recipes do not share, section by section, each merged with its parents and overrides",
    )
    .option("--set <path=value>", `${OVERRIDE}; of the second recipe`, collect)
    .option("--json", "print one line of JSON instead")
    .addOption(
      new Option("--as-recipe", "print a recipe that extends the first one and means the second")
        .conflicts("json"),
    )
    .action(async (first, second, { set = [], ...options }) => {
      const { diffCommand } = await import("./diff.ts");
      finish(await diffCommand(first, second, { set, ...options }));
    });
}

function addBenchVerb(walt: Command, finish: Finish): void {
  walt.command("bench").argument("[name...]", "benchmarks, all of them by default")
    .description("measures speed and memory, against PyTorch and the machine's matrix products")
    .option("--json", "print one line of JSON for every benchmark instead of a table")
    .option("--save", "keep the results as the baseline, bench/baseline.json")
    .option("--compare", "compare with the baseline; exits with 1 where something takes over 10 % more")
    .option("--rounds <number>", "rounds of measuring, instead of each benchmark's own", parseCount)
    .option("--set <path=value>", OVERRIDE, collect)
    .action(async (names, { set = [], ...options }) => {
      const { benchCommand } = await import("./bench.ts");
      finish(await benchCommand(names, { set, ...options }));
    });
}

function addDataVerbs(walt: Command, finish: Finish): void {
  const data = walt.command("data").description("makes and checks data sets").helpCommand(false);
  verb(data, "check", "recipes/my_data.yaml")
    .argument("<recipe>", "the recipe whose data are read")
    .description("reads every value once, and says what is wrong or odd; exits with 2 where a run would fail")
    .option("--set <path=value>", OVERRIDE, collect)
    .option("--json", JSON_LINE)
    .action(async (recipe, { set = [], ...options }) => {
      const { dataCheckCommand } = await import("./data_check.ts");
      finish(await dataCheckCommand(recipe, { set, ...options }));
    });
  verb(data, "split", "my_data/gt.json --out my_data --test 0.3 --seed 1")
    .argument("<file>", "an annotation file, or a .txt list of videos")
    .description("writes split_train.txt and split_test.txt")
    .requiredOption("--out <folder>", "the folder that gets the lists")
    .option("--test <part>", "the part of the videos that are tested", parsePart, 0.3)
    .option("--seed <number>", "seed of the draw", parseSeed, 0)
    .action(async (file, options) => {
      const { splitCommand } = await import("./data_split.ts");
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
      const { synthCommand } = await import("./data.ts");
      finish(await synthCommand(options));
    });
  addOwnDataVerbs(data, finish);
}

if (import.meta.main) {
  captureConsole();
  tellUncaught();
  const endsHere = tellEarlyEnd();
  const code = await main(Deno.args);
  endsHere();
  Deno.exit(code);
}
