/** The command line: every verb, each loaded only when it is asked for. */
import { Argument, Command, Option } from "@commander-js/extra-typings";
import { CommanderError } from "commander";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { TEST_SAMPLERS } from "../../specs/kinds/test_samplers/mod.ts";
import { DEFAULT_PROTOCOL, PROTOCOLS } from "../../specs/kinds/protocols/mod.ts";
import { collect, parseCount, parseRate, parseSeed, parseSizes } from "./options/option_values.ts";
import { inspected, tellEarlyEnd, tellUncaught } from "./terminal/unexpected_exit.ts";
import { addOwnDataVerbs } from "./data_verbs.ts";
import { outOfMemory } from "./out_of_memory.ts";
import { fromHere } from "./terminal/paths.ts";
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

type Finish = (code: number) => void;

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
  addResultVerbs(walt, finish);
  addDataVerbs(walt, finish);
  addBenchVerb(walt, finish);
  refuseRepeatedOptions(walt, collect);
  return walt;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** A verb that ends its help, and its answer to a mistake, with an example. */
function verb(walt: Command, name: string, example: string): Command {
  const line = `deno task ${name} ${example}`;
  return walt.command(name)
    .addHelpText("after", `\nFor instance: ${line}`)
    .showHelpAfterError(`  = for instance: ${line}`);
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
      new Option("--profile", "measure some steps by signal and phase instead").conflicts("resume"),
    )
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
    .description("shows what a recipe means: signals, parameters, cost, and where every value comes from")
    .option("--set <path=value>", OVERRIDE, collect)
    .option("--json", "print one line of JSON instead")
    .action(async (recipe, { set = [], ...options }) => {
      const { explainCommand } = await import("./explain.ts");
      finish(await explainCommand(recipe, { set, ...options }));
    });
}

function addResultVerbs(walt: Command, finish: Finish): void {
  verb(walt, "eval", "predictions.json --ground-truth gt.json --subset test")
    .argument("<predictions>", "a prediction file in ActivityNet JSON")
    .description("computes the mAP of a prediction file")
    .requiredOption("--ground-truth <file>", "the annotation file")
    .option("--subset <name>", "the subset that is evaluated", "test")
    .option("--ignore-label <label>", "a label that is no class and not scored; may be given again", collect)
    .option("--tiou <first:last:step>", "tIoU thresholds, both ends included, instead of the protocol's")
    .addOption(
      new Option("--protocol <name>", "the evaluation protocol")
        .choices([...PROTOCOLS.keys()]).default(DEFAULT_PROTOCOL),
    )
    .option("--ambiguous <file>", "a list of ambiguous intervals: video start end, one a line")
    .option("--json", JSON_LINE)
    .action(async (predictions, { ignoreLabel: ignoreLabels = [], ...options }) => {
      const { evalCommand } = await import("./eval.ts");
      const groundTruth = fromHere(options.groundTruth);
      const ambiguous = options.ambiguous === undefined ? undefined : fromHere(options.ambiguous);
      finish(await evalCommand(fromHere(predictions), { ...options, ignoreLabels, groundTruth, ambiguous }));
    });
  verb(walt, "predict", "runs/demo-1a2b3c4d-s0 my_data/features/test")
    .argument("<run>", "a run folder or a checkpoint")
    .argument(
      "<features...>",
      "a folder with one sub-folder per source, or feature files where there is one source",
    )
    .description("localizes actions in videos without ground truth")
    .option("--fps <number>", "frames per second of every video, instead of what the recipe says", parseRate)
    .option("--durations <file>", 'JSON file {"video": seconds}, for a model with times: from_durations')
    .addOption(
      new Option("--sampling <kind>", "which snippets are looked at, instead of what the recipe says")
        .choices([...TEST_SAMPLERS.keys()]),
    )
    .option("--json", "print the segments in ActivityNet JSON, on one line")
    .action(async (run, features, options) => {
      const { predictCommand } = await import("./predict.ts");
      finish(await predictCommand(run, features, options));
    });
  verb(walt, "parity", "fixtures")
    .argument("<path...>", "fixture files, or folders of them")
    .description("compares the compiled recipes with reference numbers; exits with 1 where one differs")
    .action(async (paths) => {
      const { parityCommand } = await import("./parity.ts");
      finish(await parityCommand(paths.map(fromHere)));
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
    .action(async (options) => {
      const { engineCommand } = await import("./engine.ts");
      finish(await engineCommand(options));
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
  const data = walt.command("data").description("makes data sets").helpCommand(false);
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

const JSON_LINE = "print the results as one line of JSON, and all else to standard error";

const OVERRIDE = "changes one value of the recipe, such as training.steps=100; repeatable";

if (import.meta.main) {
  captureConsole();
  tellUncaught();
  const endsHere = tellEarlyEnd();
  const code = await main(Deno.args);
  endsHere();
  Deno.exit(code);
}
