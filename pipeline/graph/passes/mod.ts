/** The passes in their order, for training and for inference: from what a recipe means to what is computed. */
import type { Program } from "../../../specs/program.ts";
import type { SampledPlanner } from "../../engines/sampled.ts";
import { nodeOf } from "../nodes.ts";
import { dropDeadNodes } from "./dead_nodes.ts";
import { sampleConvolutions } from "./sampled.ts";
import { foldFactors } from "./constant_factors.ts";
import { toEvaluationMode } from "./evaluation_mode.ts";
import { freeStatistics } from "./free_statistics.ts";
import { joinGathers } from "./joint_gathers.ts";
import { joinNormalizedDots } from "./normalized_dots.ts";
import { shareSubexpressions } from "./shared_subexpressions.ts";

/** The program that computes some signals, each thing once and nothing else. */
export function programFor(program: Program, wanted: readonly string[]): Program {
  const shared = shareSubexpressions(program);
  return dropDeadNodes(shared, wanted.map((name) => nodeOf(shared, name)));
}

/** `programFor` with what the memories are next. */
function withUpdates(program: Program, wanted: readonly string[]): Program {
  const shared = shareSubexpressions(program);
  const next = shared.updates.map(({ node }) => node);
  return dropDeadNodes(shared, [...wanted.map((name) => nodeOf(shared, name)), ...next]);
}

/** What some memories are next, in evaluation mode. */
export function fillingProgram(program: Program, memories: readonly string[]): Program {
  const filled = toEvaluationMode(program);
  const updates = filled.updates.filter(({ name }) => memories.includes(name));
  return withUpdates({ ...filled, updates }, []);
}

/** What the parameters begin with that say it by a formula. */
export function startingProgram(program: Program): Program {
  return dropDeadNodes(program, program.starts.map(({ node }) => node));
}

/** `programFor` in evaluation mode. */
export function inferenceProgram(program: Program, wanted: readonly string[]): Program {
  return programFor(toEvaluationMode(program), wanted);
}

/** The program of a training step: its active losses, its memories' updates, what it logs, and the signals asked for. */
export function trainingProgram(program: Program, wanted: readonly string[] = []): Program {
  const active = program.losses.filter(({ weight }) => weight !== 0);
  const logged = freeStatistics(program, [...active, ...program.updates].map(({ node }) => node));
  const names = [
    ...active.map(({ name }) => `losses.${name}`),
    ...logged.map(({ name }) => `logged.${name}`),
    ...wanted,
  ];
  return withUpdates(program, names);
}

/** `trainingProgram` with less to do: the same losses and gradients, to rounding. Other signals may be gone. */
export function leanTrainingProgram(program: Program): Program {
  const joined = joinNormalizedDots(joinGathers(trainingProgram(program)));
  return dropAllButResults(foldFactors(joined));
}

/** A program made by `trainingProgram` or `leanTrainingProgram`, for sampled batches. */
export function sampledTrainingProgram(
  program: Program,
  planner: Pick<SampledPlanner, "parts" | "rowCounts">,
): Program {
  return dropAllButResults(sampleConvolutions(program, planner));
}

function dropAllButResults(program: Program): Program {
  const { losses, logged, updates } = program;
  return dropDeadNodes(program, [...losses, ...logged, ...updates].map(({ node }) => node));
}
