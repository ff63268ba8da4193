/** The model that a run keeps, opened to localize in what is no part of its data. */
import { dirname } from "node:path";
import type { Program } from "../../specs/program.ts";
import { count } from "../annotations/layout.ts";
import { thinnedWarnings } from "../data/sampling_warnings.ts";
import type { Video } from "../data/dataset.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open.ts";
import { createModel, type Model } from "../graph/model.ts";
import { needsWindows } from "../inference/windows.ts";
import { createKind } from "../kinds/kind.ts";
import type { Language } from "../language.ts";
import { loadCheckpoint } from "../runs/checkpoint/checkpoint.ts";
import { hashWarning, readKept, requireFits } from "../runs/checkpoint/file.ts";
import type { Checkpoint } from "../runs/checkpoint/header.ts";
import { changedExtensions, readEnvironment } from "../runs/environment.ts";
import { usedBy } from "../runs/extension_hashes.ts";
import { compileFile } from "./load.ts";
import { fromHere } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";

/** What a run keeps, read and not yet opened. */
export interface KeptRun {
  readonly checkpoint: Checkpoint;
  /** With the test sampler that is asked for. */
  readonly program: Program;
  /** Undefined where that is the language without extensions. */
  readonly language: Language | undefined;
  /** As the recipe says. */
  readonly own: Program;
}

/** The model of a run. */
export interface OpenedRun {
  /** Localizes a video in one. */
  readonly model: Model;
  /** Localizes it in windows. */
  readonly windowed: Model;
  readonly inWindows: boolean;
  /** One sentence each about videos of which few snippets are looked at. */
  thinned(videos: readonly Video[]): readonly string[];
}

/**
 * Reads what a run keeps.
 *
 * @param sampling A kind of test sampler, instead of what the recipe says.
 * @throws {UserError} When there is no checkpoint, or it does not fit its recipe.
 */
export async function readKeptRun(run: string, sampling: string | undefined): Promise<KeptRun> {
  const checkpoint = await readKept(fromHere(run));
  const compiled = await compileFile(checkpoint.file, { read: () => checkpoint.recipe });
  const program = sampledBy(sampling, compiled.program);
  requireFits(checkpoint, program);
  return { checkpoint, program, language: compiled.language, own: compiled.program };
}

/** Opens the engine and loads the weights; says what it is on standard error. */
export async function openKeptRun({ checkpoint, program, language, own }: KeptRun): Promise<OpenedRun> {
  const engine = await openEngine(program.recipe.engine as WantedEngine);
  printErr(engine.reason.replace(/^engine /, "engine   "));
  printErr(
    `model    ${program.recipe.name} after ${count(checkpoint.step, "step")}, ${
      checkpoint.best ? "the best on the test videos, " : ""
    }${count(checkpoint.classes.length, "class")}`,
  );
  printErr(hashWarning(checkpoint));
  const begunWith = await readEnvironment(dirname(checkpoint.file), checkpoint);
  const extensions = changedExtensions(usedBy(program), begunWith);
  for (const name of extensions ?? []) {
    printErr(`warning: extension "${name}" was changed since the run began, and predicts as it is now`);
  }
  const model = createModel(program, engine, {
    seed: checkpoint.seed,
    kinds: language?.kinds,
    warn: (message) => printErr(`warning: ${message}`),
  });
  await loadCheckpoint(checkpoint, model);
  const windowed = { ...model, program: own };
  const { length, test } = program.recipe.features.sampling;
  const sample = createKind(model.kinds.test_samplers, test);
  return {
    model,
    windowed,
    inWindows: needsWindows(windowed) && sample(2 * length, length).length > length,
    thinned: (videos) => thinnedWarnings(videos, { length, sample }, ALL),
  };
}

/** How all snippets are looked at. */
const ALL = "--sampling all looks at every one";

/** A program whose test sampler is another one; itself where none is given. */
function sampledBy(kind: string | undefined, program: Program): Program {
  if (kind === undefined) return program;
  const { features } = program.recipe;
  const sampling = { ...features.sampling, test: { kind } };
  return { ...program, recipe: { ...program.recipe, features: { ...features, sampling } } };
}
