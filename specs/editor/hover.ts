/** What an editor shows of the key or name under the pointer, in Markdown. */
import type { Place } from "../diagnostics/diagnostics.ts";
import { grouped } from "../diagnostics/grouped.ts";
import { explain } from "../explain/mod.ts";
import type { ExplainedSignal } from "../explain/explanation.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import { entryAt, placeText, plain } from "../load/tree.ts";
import { textOf } from "../compile/step_signals.ts";
import { showType } from "../types.ts";
import { DESCRIPTIONS } from "../schema/mod.ts";
import { callText, meaning as summaryOf } from "../schema/signature.ts";
import { macroText } from "../schema/vocabulary.ts";
import { kindAbout, optionAbout } from "./about.ts";
import type { Outlook } from "./outlook.ts";
import { meaningOf } from "./meaning.ts";
import type { RecipeScene } from "./scene.ts";
import { type NameSpot, spotAt } from "./spots.ts";

/** A text about a place. */
export interface Hover {
  readonly place: Place;
  readonly markdown: string;
}

/** What there is to say at a position, line and column counted from 1. */
export function hoverAt(scene: RecipeScene, line: number, column: number): Hover | undefined {
  const spot = spotAt(scene, line, column);
  const markdown = spot && aboutSpot(spot, scene);
  return markdown === undefined ? undefined : { place: spot!.place, markdown };
}

function aboutSpot(spot: NameSpot, scene: RecipeScene): string | undefined {
  const meaning = meaningOf(spot, scene);
  switch (meaning?.is) {
    case "entry":
      return aboutEntry(meaning.path, spot, scene);
    case "function":
      return aboutFunction(meaning.spec, meaning.parameter);
    case "input":
      return paragraphs(
        code(`${meaning.signal.name}: ${showType(meaning.signal.type)}`),
        "What a batch provides",
      );
    case "classes":
      return paragraphs(
        code(`classes = ${scene.outlook.inspected?.constants.get("classes") ?? "?"}`),
        "The number of classes of the data set",
      );
  }
  if (spot.is === "key") return aboutKey(spot, scene);
  const { name, path } = spot;
  const { recipe, outlook } = scene;
  if (spot.is === "axis") return aboutAxis(name, outlook);
  if (spot.is === "kind") return kindAbout(name, path, recipe, outlook.vocabulary);
  return spot.is === "word" ? optionAbout(path, recipe, outlook.vocabulary) : undefined;
}

function aboutKey({ name, path }: NameSpot, scene: RecipeScene): string | undefined {
  if (path.length === 1 && DESCRIPTIONS[name] !== undefined) {
    return paragraphs(`**${name}**`, DESCRIPTIONS[name]);
  }
  return optionAbout(path, scene.recipe, scene.outlook.vocabulary);
}

/** A signal, loss, constant, macro or part of one. */
function aboutEntry(path: readonly string[], spot: NameSpot, scene: RecipeScene): string {
  const [section, name] = path as [string, string];
  const { inspected } = scene.outlook;
  const entry = entryAt(scene.whole, path);
  const from = entry && `*${placeText(entry.key)}*`;
  if (section === "constants") {
    const value = inspected?.constants.get(name);
    const stated = entry ? String(plain(entry.value)) : "";
    const text = value === undefined || String(value) === stated ? stated : `${stated} = ${value}`;
    return paragraphs(code(`${name} = ${text}`), entry && commentOf(entry.key), from);
  }
  if (section === "define") {
    if (path.length > 2 && entry) {
      return paragraphs(
        code(`${path.at(-1)}: ${textOf(entry.value)}`),
        `Of ${name}, its ${path[2]!.slice(0, -1)}`,
        from,
      );
    }
    return paragraphs(entry && code(macroText(name, plain(entry.value))), from);
  }
  // Of `made.step` the step.
  const full = spot.is === "value" || spot.is === "call" ? spot.name : name;
  const known = ["losses", "logged"].includes(section) ? `${section}.${name}` : full;
  const signal = inspected?.signals.find((each) => each.name === known);
  const explained = inspected?.program &&
    explain(inspected.program).signals.find((each) => each.name === known);
  return paragraphs(
    code(signal ? `${full}: ${showType(signal.type)}` : full),
    signal && full !== name ? code(signal.text) : entry && code(textOf(entry.value)),
    [section, explained && costText(explained)].filter(Boolean).join(", "),
    from,
  );
}

/** An axis that has one size wherever it stands. */
function aboutAxis(name: string, { inspected }: Outlook): string | undefined {
  const dims = (inspected?.signals ?? []).flatMap(({ type }) => type.dims).filter(({ axis }) =>
    axis === name
  );
  const [first] = dims;
  if (!first || dims.some(({ size }) => size !== first.size)) return undefined;
  return paragraphs(
    code(`axis ${name}`),
    `${grouped(first.count)} entries in a full training batch`,
  );
}

/** What a signal costs; nothing where it has no weights and multiplies none. */
function costText({ parameters, multiply_adds }: ExplainedSignal): string | undefined {
  if (parameters === 0 && multiply_adds === 0) return undefined;
  return `${grouped(parameters)} parameters, ${grouped(multiply_adds)} multiply-adds of a training batch`;
}

function aboutFunction(spec: FunctionSpec, parameter: string | undefined): string {
  const rows = spec.parameters.filter(({ name }) => parameter === undefined || name === parameter)
    .map(({ name, description, words, default: fallback }) => {
      const value = [
        words && words.join(", "),
        fallback === undefined || fallback === null ? "" : `default ${fallback}`,
      ];
      const more = value.filter(Boolean).join("; ");
      return `- \`${name}\`: ${description}${more === "" ? "" : ` (${more})`}`;
    });
  return paragraphs(code(callText(spec)), summaryOf(spec), rows.join("\n"));
}

/** The comment that ends the line of a place. */
function commentOf({ source }: Place): string | undefined {
  return /\s#\s*(.*)$/.exec(source)?.[1];
}

function code(text: string): string {
  return `\`\`\`yaml\n${text}\n\`\`\``;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
