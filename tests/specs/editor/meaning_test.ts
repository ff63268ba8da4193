import assert from "node:assert/strict";
import { meaningOf } from "../../../specs/editor/meaning.ts";
import { spotAt } from "../../../specs/editor/spots.ts";
import { PART, placeOf, sceneFor } from "./recipes.ts";

const [recipe, part] = [sceneFor(), sceneFor("part.yaml")];

/** What the name at `|` is, and what it means, in few words. */
function told(marked: string, inPart = false): string {
  const scene = inPart ? part : recipe;
  const spot = spotAt(scene, ...placeOf(marked, inPart ? PART : undefined));
  if (!spot) return "nothing";
  const meaning = meaningOf(spot, scene);
  const what = meaning?.is === "entry"
    ? meaning.path.join(".")
    : meaning?.is === "function"
    ? [meaning.spec.name, meaning.parameter ?? ""].join()
    : meaning?.is === "input"
    ? meaning.signal.name
    : meaning?.is;
  return `${spot.is} ${spot.name}: ${what}`;
}

for (
  const [marked, expected] of [
    ["|r: 7", "key r: constants.r"],
    ["half: |r / 2", "value r: constants.r"],
    ["|attention >", "value attention: actionness.attention"],
    ["med|ian(", "call median: median,"],
    ["median(attention, |T", "axis T: undefined"],
    ["double|(binary", "call double: define.double"],
    ["|times=half", "parameter times: define.double.options.times"],
    ["times=|half", "value half: constants.half"],
    ["kind: |branch", "kind branch: define.branch"],
    ["|in: x }", "key in: define.branch.inputs.in"],
    ["in: |x }", "value x: embedding.x"],
    ["made.o|ut", "value made.out: mining.made"],
    ["|made(x)", "call made: mining.made"],
    ["mean(|mine *", "value mine: mining.mine"],
    ["made, [B|, T]", "axis B: undefined"],
    ["weight: |half", "value half: constants.half"],
    ["|batch: 2", "key batch: undefined"],
    ["mined: { bina|ry", "value binary: mining.binary"],
    ["target: |inner", "kind inner: undefined"],
    ["region: |mine", "value mine: mining.mine"],
    ["logged: [|share", "statistic share: logged.share"],
    ["[base|.yaml", "file base.yaml: undefined"],
    ["7 # of |all", "nothing"],
  ] as const
) {
  Deno.test(`meaningOf() knows what ${marked} is`, () => assert.equal(told(marked), expected));
}

for (
  const [marked, expected] of [
    ["more: |x * times", "value x: define.double.inputs.x"],
    ["x * |times", "value times: define.double.options.times"],
    ["result: |more", "value more: define.double.steps.more"],
    ["kind: |conv1d", "kind conv1d: undefined"],
    ["in: |in, filters", "value in: define.branch.inputs.in"],
    ["filters: |classes", "value classes: classes"],
    ["mean(|out, C", "value out: define.branch.steps.out"],
  ] as const
) {
  Deno.test(`meaningOf() knows what ${marked} is in a macro`, () =>
    assert.equal(told(marked, true), expected));
}
