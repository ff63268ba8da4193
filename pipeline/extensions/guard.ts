/** The functions and blocks of an extension, so guarded that whatever goes wrong in them is told as theirs. */
import { Tensor } from "@tensorflow/tfjs-core";
import { z } from "zod";
import type { KindSpec } from "../../specs/kinds/kind.ts";
import type { BatchMakerSpec } from "../../specs/kinds/batches/batch_maker.ts";
import type { ChosenKind } from "../../specs/options/fields.ts";
import type { KindRun } from "../kinds/kind.ts";
import type { BlockSpec } from "../../specs/kinds/blocks/block.ts";
import { RunError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { ExpressionError } from "../../specs/expression/parts.ts";
import type { FunctionSpec } from "../../specs/kinds/functions/function.ts";
import type { Node } from "../../specs/program.ts";
import { showType } from "../../specs/types.ts";
import type { Run } from "../graph/call.ts";
import { type Answers, type Ask, problemOfMade } from "./answers.ts";
import { isTold, thrownText, withoutExit } from "./blame.ts";
import { BUILT, PAIRS, problemsOf, RESULT } from "./contract.ts";

/** Where something of an extension is from, in words: `Function "f" of extension "mine.ts"`. */
interface Origin {
  readonly path: string;
  readonly what: string;
}

/** A function whose type rule is checked. */
export function guardFunction(path: string, spec: FunctionSpec): FunctionSpec {
  const origin = { path, what: `Function "${spec.name}" of extension "${path}"` };
  return {
    ...spec,
    result: (args) =>
      ask(origin, "result", RESULT, () => spec.result(args), (message) => args.refuse("", message)),
  };
}

/** A block whose options and type rule are checked. */
export function guardBlock(path: string, spec: BlockSpec): BlockSpec {
  const origin = { path, what: `Block "${spec.kind}" of extension "${path}"` };
  const refuse = (message: string): never => {
    throw new ExpressionError(message, { offset: 0, length: 1 });
  };
  return {
    ...spec,
    options(fields) {
      const schema = z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, "must give a zod object");
      const options = ask(origin, "options", schema, () => spec.options(fields), refuse);
      const missing = spec.inputs.find((name) => !(name in options.shape));
      if (missing !== undefined) refuse(`${origin.what} has an input "${missing}" that is no option`);
      for (const [what, option] of [["an update", spec.update], ["a start", spec.start]] as const) {
        if (option === undefined || option in options.shape) continue;
        refuse(`${origin.what} has ${what} "${option}" that is no option`);
      }
      return options;
    },
    build(options, inputs, context) {
      const built = ask(origin, "build", BUILT, () => spec.build(options, inputs, context), refuse);
      const isItsTensor = built.parameters.length === 1 &&
        built.parameters[0]!.shape.join() === built.type.dims.map(({ size }) => size).join();
      const what = spec.update === undefined ? "a start" : "an update";
      if (isItsTensor || spec.update === undefined && spec.start === undefined) return built;
      return refuse(`${origin.what} has ${what}, and must answer one tensor of the shape of its output`);
    },
  };
}

/** A kind whose options are checked, and the pairs of a batch maker. */
export function guardKind(path: string, spec: KindSpec & Pick<BatchMakerSpec, "pairs">): KindSpec {
  const origin = { path, what: `Kind "${spec.kind}" of extension "${path}"` };
  const schema = z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, "must give a zod object");
  const refuse = (message: string): never => {
    throw userError(message, "mend the extension");
  };
  return {
    ...spec,
    options: (fields) => ask(origin, "options", schema, () => spec.options(fields), refuse),
    ...(spec.pairs && {
      pairs: (options: ChosenKind) => ask(origin, "pairs", PAIRS, () => spec.pairs!(options), refuse),
    }),
  };
}

/**
 * How a kind runs, so that what it throws or answers wrongly is told as the extension's, at once and in whatever it gives.
 *
 * @param answers What it must give; nothing is asked of it by default.
 */
export function guardKindRun(
  path: string,
  kind: string,
  run: (options: ChosenKind) => unknown,
  answers?: Answers,
): KindRun<unknown> {
  const what = `"${kind}" of extension "${path}"`;
  const tell = (error: unknown): never => {
    if (isTold(error)) throw error;
    throw new RunError(`${what} fails: ${thrownText(error, path)}`, "mend the extension", { cause: error });
  };
  const require = (problem: string | undefined): void => {
    if (problem === undefined) return;
    throw new RunError(`${what} gives ${problem}`, `@walt/walt says what it must give: ${answers!.type}`);
  };
  const guarded = (call: (...args: never[]) => unknown, ask?: Ask) => (...args: unknown[]): unknown => {
    try {
      const value = withoutExit(() => call(...args as never[]));
      const isAsync = value instanceof Promise && answers?.members !== undefined;
      if (!isAsync) require(ask?.(value, args));
      return value instanceof Promise
        ? value.then((late) => (isAsync && require(ask?.(late, args)), late)).catch(tell)
        : value;
    } catch (error) {
      return tell(error);
    }
  };
  /** What a kind's options became: a function, a map with some (or of a class), or a function that has some. */
  const guardedAll = (made: unknown): unknown => {
    if (answers) require(problemOfMade(made, answers));
    const isFunction = typeof made === "function";
    if (!isFunction && (typeof made !== "object" || made === null)) return made;
    const all = isFunction ? guarded(made as () => unknown, answers?.call) : {};
    for (const name of membersOf(made)) {
      const each = (made as Record<string, unknown>)[name];
      const value = typeof each === "function" ? guarded(each.bind(made), answers?.members?.[name]) : each;
      Object.defineProperty(all, name, { value, enumerable: true, configurable: true });
    }
    return all;
  };
  return {
    kind,
    create(options) {
      return guardedAll(guarded(run)(options));
    },
  };
}

/** What a map has, and what its class gives it; of a function only what is its own. */
function membersOf(made: object): Set<string> {
  const names = Object.keys(made);
  if (typeof made === "function") return new Set(names);
  for (
    let owner = Object.getPrototypeOf(made);
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) names.push(...Object.getOwnPropertyNames(owner).filter((name) => name !== "constructor"));
  return new Set(names);
}

function ask<T>(
  { path, what }: Origin,
  member: string,
  schema: z.ZodType<T>,
  run: () => unknown,
  refuse: (message: string) => never,
): T {
  let answer: unknown;
  try {
    answer = withoutExit(run);
  } catch (error) {
    if (isTold(error)) throw error;
    return refuse(`${what} fails: ${thrownText(error, path)}`);
  }
  const checked = schema.safeParse(answer);
  if (checked.success) return checked.data;
  const [problem] = problemsOf(checked.error);
  return refuse(`${what} gives a wrong answer from ${member}(): ${problem}`);
}

/** A run that gives what the type rule says, or fails with a `RunError`. */
export function guardRun(path: string, name: string, run: Run): Run {
  const what = `"${name}" of extension "${path}"`;
  return (call) => {
    let value: unknown;
    try {
      value = withoutExit(() => run(call));
    } catch (error) {
      if (isTold(error)) throw error;
      throw new RunError(`${what} fails: ${thrownText(error, path)}`, "mend the extension", { cause: error });
    }
    const problem = problemOf(value, call.node);
    if (problem === undefined) return value as Tensor;
    throw new RunError(`${what} gives ${problem}`, "run must give what result says");
  };
}

function problemOf(value: unknown, { type }: Node): string | undefined {
  if (value instanceof Promise) return "a promise, and must give a tensor at once";
  if (!(value instanceof Tensor)) return "no tensor";
  if (value.isDisposed) return "a tensor that it has disposed of";
  const { shape } = value;
  const fits = shape.length === type.dims.length && type.dims.every(({ size }, i) => {
    return typeof size === "string" || shape[i]! < 0 || shape[i] === size;
  });
  if (!fits) return `a tensor [${shape.join(", ")}], and its type is ${showType(type)}`;
  const wanted = type.indexes ? "int32" : "float32";
  return value.dtype === wanted ? undefined : `a tensor of ${value.dtype}, and must give ${wanted}`;
}
