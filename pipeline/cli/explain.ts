/** `explain`: what every line of a recipe became. */
import { type Life, livesOf } from "../../specs/explain/life.ts";
import { explain, type ExplainedParameter, type Explanation, type Setting } from "../../specs/explain/mod.ts";
import { describeSampled, type SampledConvolution } from "../graph/passes/sampled.ts";
import { loadProgram } from "./load.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import { type Cell, columns, oneLine } from "./terminal/columns.ts";

/** Options of `explain`. */
export interface ExplainOptions {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  /** Tells the life of the value at this path, or of those below it, instead. */
  readonly path?: string | undefined;
  /** Prints one line of JSON instead of text. */
  readonly json?: boolean | undefined;
}

/** Prints signals, parameters, cost and the origin of every value; 0, as mistakes are thrown. */
export async function explainCommand(recipe: string, { set, path, json }: ExplainOptions): Promise<number> {
  const { program, loaded } = await loadProgram(recipe, set);
  if (path !== undefined) {
    const lives = livesOf(path, loaded, program);
    if (json) printJson(lives);
    else printOut(lives.flatMap((life) => lifeLines(life)));
    return 0;
  }
  const explanation = explain(program);
  const sampled = describeSampled(program);
  for (const warning of explanation.warnings) printErr(`warning: ${warning}`);
  if (json) printJson({ ...explanation, sampled });
  else printOut(explanationText(explanation, sampled));
  return 0;
}

/** A value and what was done to it, oldest first; below it what its text names. */
function lifeLines({ path, value, steps, uses }: Life, indent = ""): string[] {
  const last = steps.at(-1);
  const told = value === undefined ? "" : `: ${valueText(value)}`;
  const unstated = value === undefined ? " (absent)" : " (default)";
  const rows = steps.map(({ from, text, removed }): Cell[] => [
    from,
    removed ? "taken away" : text === undefined ? "" : oneLine(valueText(text)),
  ]);
  return [
    `${indent}${path}${told}${!last || last.removed ? unstated : ""}`,
    ...columns(rows).map((line) => `${indent}  ${line}`),
    ...uses.flatMap((each) => lifeLines(each, `${indent}    `)),
  ];
}

/** Everything that `explain` prints. */
function explanationText(
  explanation: Explanation,
  sampled: readonly SampledConvolution[],
): string[] {
  const { recipe, parameters, memories, losses, constants, settings, thresholds, streams } = explanation;
  return [
    ...columns([
      ["recipe", recipe.name],
      ["file", recipe.file],
      ...(recipe.extends.length > 0 ? [["extends", recipe.extends.join(", ")]] : []),
      ...(recipe.description ? [["says", oneLine(recipe.description)]] : []),
    ]),
    ...section("signals", signalTable(explanation)),
    ...section("trainable tensors", [
      ...columns([
        ...parameters.tensors.map(tensorRow),
        ["total", `${(parameters.bytes / 1e6).toFixed(1)} MB in float32`, parameters.total],
      ]),
    ]),
    ...section("memories", columns(memories.map(tensorRow))),
    ...section(
      "losses",
      columns(losses.map(({ name, weight, from }) => [name, `weight ${valueText(weight)}`, from])),
    ),
    ...section("constants", settingTable(constants)),
    ...section("settings", settingTable(settings)),
    ...section(
      "thresholds",
      columns(
        thresholds.map(({ group, count, first, last }) => [group, `${count} values`, `${first} ... ${last}`]),
      ),
    ),
    ...section("random streams", streams),
    ...section("sampled in training, where a repeated snippet is computed once", sampledTable(sampled)),
    ...section("tensors of the graph", nodeTable(explanation)),
  ];
}

function tensorRow({ name, axes, shape, count }: ExplainedParameter): Cell[] {
  return [name, `[${shape.map((size, i) => `${axes[i]}=${size}`).join(", ")}]`, count];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function signalTable({ signals, parameters, multiply_adds: total }: Explanation): string[] {
  const table = columns([
    ["section", "name", "kind", "type", "parameters", "multiply-adds", "recipe line"],
    ...signals.map((signal): Cell[] => [
      signal.section,
      signal.name,
      signal.kind,
      signal.type,
      signal.parameters,
      signal.multiply_adds,
      signal.from.join(", "),
    ]),
    ["total", "", "", "", parameters.total, total],
  ]);
  return table.flatMap((line, i) => {
    const text = signals[i - 1]?.text;
    return text ? [line, `    ${oneLine(text)}`] : [line];
  });
}

function sampledTable(sampled: readonly SampledConvolution[]): string[] {
  if (sampled.length === 0) return [];
  return columns([
    ["signal", "reads", "multiply-adds", "saved per repeated snippet"],
    ...sampled.map(({ signal, reads, multiply_adds, saved_per_repeat }) => [
      signal,
      reads,
      multiply_adds,
      saved_per_repeat,
    ]),
  ]);
}

function settingTable(settings: readonly Setting[]): string[] {
  return columns(settings.map(({ path, value, text, from }) => [
    path,
    text === undefined ? valueText(value) : `${valueText(value)} (${oneLine(text)})`,
    from,
  ]));
}

function valueText(value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return `{ ${Object.entries(value).map(([name, each]) => `${name}: ${valueText(each)}`).join(", ")} }`;
  }
  if (!Array.isArray(value)) return String(value);
  const text = `[${value.join(", ")}]`;
  return text.length <= 60 ? text : `${value.length} values, ${value[0]} ... ${value.at(-1)}`;
}

function nodeTable({ nodes }: Explanation): string[] {
  return columns([
    ["", "operation", "type", "signal", "recipe line"],
    ...nodes.map(({ id, op, inputs, options, type, signal, stream, from }) => [
      `%${id}`,
      [
        `${op}(${inputs.map((input) => `%${input}`).join(", ")})`,
        ...Object.entries(options).map(([name, value]) => `${name}=${value}`),
        ...(stream === undefined ? [] : [`stream=${stream}`]),
      ].join(" "),
      type,
      signal,
      from,
    ]),
  ]);
}
