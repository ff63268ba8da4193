/** The command line: every verb, each loaded only when it is asked for. */
import { Command, Option } from "@commander-js/extra-typings";
import { CommanderError } from "commander";
import { command } from "../../specs/diagnostics/command.ts";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { FORM_NAMES } from "../annotations/predictions/forms.ts";
import { collect, parseCount, parseNumber, parsePath, parseSeed } from "./options/option_values.ts";
import { type Finish, JSON_LINE, MIN_SCORE, OVERRIDE, PER_CLASS, TOP, verb } from "./options/verb.ts";
import { addSweepVerb } from "./sweep_verb.ts";
import { addParityVerb, addResultVerbs } from "./result_verbs.ts";
import { addInstalledVerbs, addOwnVerbs } from "./own_verbs.ts";
import { addScoreVerbs } from "./score_verbs.ts";
import { inspected, tellEarlyEnd, tellUncaught } from "./terminal/unexpected_exit.ts";
import { addDataVerbs } from "./data_verbs.ts";
import { addServeVerb } from "./serve_verb.ts";
import { addVideoVerbs } from "./video_verbs.ts";
import { addEditorVerb, addPlaygroundVerb } from "./editor_verb.ts";
import { outOfMemory } from "./out_of_memory.ts";
import { captureConsole, outputFailure, printErr, printError, printOut } from "./terminal/print.ts";
import { refuseRepeatedOptions } from "./options/option_values.ts";
import { Resumable } from "./terminal/interruption.ts";
import { AS_WALT, enter, isTyped } from "./terminal/paths.ts";
import { VERSION } from "../version.ts";
import { later } from "./later.ts";

/** Exit code of what went well. */
const SUCCESS = 0;
/** Exit code of a run that could not go on, and of our own mistakes. */
const FAILURE = 1;
/** Exit code of a person's mistake. */
const MISTAKE = 2;

/** Runs a command line, which begins with a verb, and returns the exit code. */
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
  const walt = new Command(command())
    .description("Weakly-supervised temporal action localization by recipe.")
    .version(VERSION, "--version", "print the version of walt")
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
  addOwnVerbs(walt, finish);
  if (isTyped()) addInstalledVerbs(walt, finish);
  else {
    // What they measure and compare with is in a checkout alone.
    addBenchVerb(walt, finish);
    addParityVerb(walt, finish);
    addPlaygroundVerb(walt, finish);
  }
  addEditorVerb(walt, finish);
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
    .addOption(
      new Option("--out <folder>", "make the run folder in this one, instead of runs").argParser(parsePath)
        .conflicts("resume"),
    )
    .addOption(new Option("--folder <path>", "the run folder, which must be new").hideHelp())
    .addOption(new Option("--attended", "stop when standard input ends").hideHelp())
    .option("--top <number>", `${TOP}, are written by --format`, parseCount)
    .option("--per-class", PER_CLASS)
    .option("--min-score <number>", MIN_SCORE, parseNumber)
    .addOption(new Option("--profile", "measure some steps by signal and phase instead").conflicts("resume"))
    .action(async (recipe, { set = [], ...options }) => {
      const { runCommand } = await later<typeof import("./run.ts")>("./run.ts");
      finish(await runCommand(recipe, { set, ...options }));
    });
  verb(walt, "check", "recipes/demo.yaml")
    .argument("<recipe...>", "the recipes to check")
    .description("reports every mistake of recipes; no engine and no data are needed")
    .option("--set <path=value>", OVERRIDE, collect)
    .action(async (recipes, { set = [] }) => {
      const { checkCommand } = await later<typeof import("./check.ts")>("./check.ts");
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
      const { explainCommand } = await later<typeof import("./explain.ts")>("./explain.ts");
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
      const { listCommand } = await later<typeof import("./list.ts")>("./list.ts");
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
      const { diffCommand } = await later<typeof import("./diff.ts")>("./diff.ts");
      finish(await diffCommand(first, second, { set, ...options }));
    });
}

function addBenchVerb(walt: Command, finish: Finish): void {
  walt.command("bench").argument("[name...]", "benchmarks, all of them by default")
    .description("measures speed and memory, against PyTorch and the machine's matrix products")
    .option("--json", "print one line of JSON for every benchmark instead of a table")
    .option("--save", "keep the results as the baseline, bench/baseline.json")
    .option("--compare", "compare with the baseline; exits with 1 where something takes over 10 % more")
    .option("--runs <number>", "runs of every benchmark, whose medians and spread are shown", parseCount)
    .option("--rounds <number>", "rounds of measuring, instead of each benchmark's own", parseCount)
    .option("--set <path=value>", OVERRIDE, collect)
    .action(async (names, { set = [], ...options }) => {
      const { benchCommand } = await later<typeof import("./bench.ts")>("./bench.ts");
      finish(await benchCommand(names, { set, ...options }));
    });
}

/** Runs the command line of this process, and ends it. */
export async function startCommandLine(args: readonly string[]): Promise<never> {
  const asWalt = args[0] === AS_WALT;
  enter(asWalt);
  captureConsole();
  tellUncaught();
  const endsHere = tellEarlyEnd();
  const code = await main(asWalt ? args.slice(1) : args);
  endsHere();
  Deno.exit(code);
}

if (import.meta.main) await startCommandLine(Deno.args);
