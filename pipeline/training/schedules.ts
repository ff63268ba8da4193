/** The numbers of a recipe that change from step to step: the learning rate, and what its losses weigh. */
import type { LossTerm } from "../../specs/program.ts";
import type { Scheduled } from "../../specs/options/fields.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import type { Model } from "../graph/model.ts";
import { inputNames } from "../graph/nodes.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { createKind } from "../kinds/kind.ts";
import type { Schedule } from "../kinds/schedules/schedule.ts";
import { optimizerOf } from "./optimizer.ts";

/** What losses with a schedule weigh at a step, by name. */
export type Weights = ReadonlyMap<string, NumberOrTensor>;

/** The schedules of a training. */
export interface Schedules {
  /** The learning rate at a step, which counts from 1. */
  rate(step: number): number;
  /** What losses with a schedule weigh at a step. */
  weights(step: number): ReadonlyMap<string, number>;
}

/** The schedules of a training of `steps` steps. */
export function schedulesOf(model: Pick<Model, "program" | "kinds">, steps: number): Schedules {
  const rate = scheduleOf(model, optimizerOf(model).rate);
  const weights = weightSchedules(model);
  return {
    rate: (step) => rate.at(step, steps),
    weights: (step) => new Map(weights.map(([name, { at }]) => [name, at(step, steps)])),
  };
}

/** Whether a training of more steps would have other numbers at the same steps. */
export function spansTraining(model: Pick<Model, "program" | "kinds">): boolean {
  if (inputNames(trainingProgram(model.program)).has("progress")) return true;
  if (model.program.updates.some(({ fill }) => fill !== undefined)) return true;
  const schedules = [
    scheduleOf(model, optimizerOf(model).rate),
    ...weightSchedules(model).map(([, each]) => each),
  ];
  return schedules.some(({ spansTraining }) => spansTraining);
}

/** What a loss weighs. */
export function weightOf({ name, weight }: LossTerm, weights: Weights = new Map()): NumberOrTensor {
  if (typeof weight === "number") return weight;
  const found = weights.get(name);
  if (found === undefined) throw new RangeError(`Loss "${name}" has a schedule: give its weight`);
  return found;
}

function weightSchedules(model: Pick<Model, "program" | "kinds">): [string, Schedule][] {
  return model.program.losses.filter(({ weight }) => typeof weight !== "number")
    .map(({ name, weight }) => [name, scheduleOf(model, weight)]);
}

function scheduleOf({ kinds }: Pick<Model, "kinds">, scheduled: Scheduled): Schedule {
  return typeof scheduled === "number"
    ? { at: () => scheduled, spansTraining: false }
    : createKind(kinds.schedules, scheduled);
}
