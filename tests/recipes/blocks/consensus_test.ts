import assert from "node:assert/strict";
import { checkCase, INPUTS, parameterLeaves } from "../../pipeline/contract/check.ts";
import { cpuTest } from "../../pipeline/contract/engines.ts";
import { at, build, type Named } from "../../pipeline/contract/named.ts";
import { compileTiny, SIZES } from "../../pipeline/contract/recipe.ts";
import { valuesOf } from "../../pipeline/contract/values.ts";
import { conv1d, each, mean, multiply } from "../../pipeline/contract/references.ts";
import { refusalOf } from "./macro.ts";

const { B, T, D } = SIZES;
const parents = ["recipes/blocks/consensus.yaml"];
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const leaky = (x: Named, slope: number) => each(x, (value) => value > 0 ? value : slope * value);

cpuTest("consensus filters a modality by the other's snippets and its own mean", (engine) => {
  checkCase({
    extends: parents,
    signals: {
      made: { kind: "consensus", main: "features.a", other: "features.b", width: D, slope: 0.3, dropped: 0 },
    },
    out: "made",
    reference: ({ a, b, leaf }) => {
      const layer = (x: Named, name: string) =>
        leaky(conv1d(x, leaf(`made.${name}.weights`), leaf(`made.${name}.bias`), 1, "D"), 0.3);
      const whole = mean(a, "T");
      const g = layer(b, "local");
      // A row alone: the outer taps meet zeros.
      const q = layer({ sizes: { B, T: 1, D }, values: whole.values }, "global");
      return build({ B, T, D }, (i) => sigmoid(at(g, i) * at(q, { ...i, T: 0 })) * at(a, i));
    },
    gradient: "parameters",
  }, engine);
});

cpuTest("snippet_attention is three convolutions, [B, T]", (engine) => {
  checkCase({
    extends: parents,
    signals: {
      made: {
        kind: "snippet_attention",
        rows: "features.a",
        hidden: 3,
        slope: 0.3,
        dropped: 0,
        dropped_logit: 0,
      },
    },
    out: "made * positions",
    reference: ({ a, positions, leaf }) => {
      const layer = (x: Named, name: string) =>
        conv1d(x, leaf(`made.${name}.weights`), leaf(`made.${name}.bias`), 1, "D");
      const logit = layer(leaky(layer(leaky(layer(a, "conv1"), 0.3), "conv2"), 0.3), "conv3");
      return multiply(each({ sizes: { B, T }, values: logit.values }, sigmoid), positions);
    },
    gradient: "parameters",
  }, engine);
});

cpuTest("snippet_attention drops part of its logits, whose attention is a half then", (engine) => {
  const mask = { sizes: { B, T }, values: Array.from({ length: B * T }, (_, i) => i % 3 ? 1 : 0) };
  const attention = (draw: string | number) => ({
    kind: "snippet_attention",
    rows: "features.a",
    dropped: 0,
    dropped_logit: draw,
  });
  const program = compileTiny({ extends: parents, signals: { made: attention(0.5) } });
  const { made } = valuesOf(program, engine, { ...INPUTS, ...parameterLeaves(program) }, ["made"], {
    masks: { "made.dropout": mask },
  });
  made!.forEach((value, i) => assert.equal(value === 0.5, mask.values[i] === 0, `${i}`));
});

Deno.test("consensus refuses another width than that of its modality, and takes another one of the other", () => {
  const compile = (width: number) => {
    const signals = { made: { kind: "consensus", main: "features.a", other: "features", width } };
    return compileTiny({ extends: parents, signals });
  };
  assert.doesNotThrow(() => compile(D));
  assert.equal(
    refusalOf(() => compile(4)),
    `\
error: Cannot align [B, T, D=4] with [B, T, D=5]: axis D is 4 in one and 5 in another
  --> recipes/blocks/consensus.yaml:16:40
   |
16 |     result: sigmoid(g * at(q, T, 0)) * main
   |                                        ^^^^ in consensus, which makes made`,
  );
});
