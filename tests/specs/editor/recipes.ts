/** Recipes as an editor has them open. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspectTree } from "../../../specs/compile/mod.ts";
import type { Outlook } from "../../../specs/editor/outlook.ts";
import { type RecipeScene, sceneOf } from "../../../specs/editor/scene.ts";
import { VOCABULARY } from "../../../specs/kinds/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { ROOT } from "../../shared.ts";

const BASE = readFileSync(join(ROOT, "tests/golden/base.yaml"), "utf8");

/** A part with a macro, and a module. */
export const PART = `version: 1
define:
  double:
    inputs: { x: [B, T] }
    options: { times: 2 }
    steps: { more: x * times }
    result: more + 0 * x
  branch:
    inputs: { in: [B, T, D] }
    steps:
      out: { kind: conv1d, in: in, filters: classes, kernel: 1 }
    result: mean(out, C)
`;

/** A recipe that extends base.yaml and the part. */
export const RECIPE = `version: 1
name: a
extends: [base.yaml, part.yaml]
constants:
  r: 7 # of all snippets
  half: r / 2
mining:
  binary: attention > median(attention, T)
  mine: double(binary, times=half) - binary
  made: { kind: branch, in: x }
  again: made.out + made(x)
losses:
  more: { expression: "mean(mine * made, [B, T])", weight: half }
logged:
  share: mean(mean(binary, T), B)
training: { batch: 2 }
report: { mined: { binary: { target: inner, region: mine } }, logged: [share] }
`;

/** What is known of the recipe. */
export function outlookOf(): Outlook {
  const files: Readonly<Record<string, string>> = { "a.yaml": RECIPE, "base.yaml": BASE, "part.yaml": PART };
  const loaded = loadTree("a.yaml", { read: (path) => files[path]! });
  return { vocabulary: VOCABULARY, loaded, inspected: inspectTree(loaded) };
}

const OUTLOOK = outlookOf();

/** The scene of a file of it. */
export function sceneFor(file = "a.yaml"): RecipeScene {
  return sceneOf(file, file === "part.yaml" ? PART : file === "base.yaml" ? BASE : RECIPE, OUTLOOK)!;
}

/** Line and column, from 1, of `|` in a text that stands in a file. */
export function placeOf(marked: string, text = RECIPE): [line: number, column: number] {
  const start = text.indexOf(marked.replace("|", ""));
  if (start < 0) throw new Error(`${marked} does not stand in the text`);
  const before = text.slice(0, start + marked.indexOf("|")).split("\n");
  return [before.length, before.at(-1)!.length + 1];
}
