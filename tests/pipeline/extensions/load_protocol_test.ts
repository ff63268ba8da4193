import assert from "node:assert/strict";
import { join } from "node:path";
import { compileFile } from "../../../pipeline/cli/load.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { type Diagnostic, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const PROTOCOL = `import { kind, protocolOptions, protocolRules } from "@walt/walt";
export const protocols = [{
  spec: kind({
    kind: "test_longest",
    summary: "A prediction is right that is as long as an instance",
    options: protocolOptions({ thresholds: [0.5], averages: ["0.5"], headline: "0.5" }),
  }),
  run: (options) => ({
    ...protocolRules(options),
    overlap: (a, b) => Math.min(a.end - a.start, b.end - b.start) / Math.max(a.end - a.start, b.end - b.start),
  }),
}];
`;

/** A recipe that evaluates by the protocol of an extension. */
function writeProtocol(extension: string): string {
  const folder = temporaryFolder();
  Deno.writeTextFileSync(join(folder, "e.ts"), extension);
  const recipe = join(folder, "r.yaml");
  const parent = join(ROOT, "recipes", "demo.yaml");
  Deno.writeTextFileSync(
    recipe,
    `version: 1\nname: r\nextends: ${parent}\nuse: { mine: e.ts }\nevaluation: { protocol: test_longest }\n`,
  );
  return recipe;
}

Deno.test("an extension provides a protocol, with a measure of overlap of its own", async () => {
  const recipe = writeProtocol(PROTOCOL);
  const { program, language } = await compileFile(recipe, { read: Deno.readTextFileSync });
  const videos = new Map([["v", [{ label: "a", start: 0, end: 2, index: 0 }]]]);
  const groundTruth = { subset: "test", videos, classes: ["a"], labels: ["a"] };
  const detections = [{ video: "v", label: "a", score: 1, start: 7, end: 9 }];
  const { protocol } = program.recipe.evaluation;
  const { map, averages } = evaluate(groundTruth, detections, protocol, language!.kinds.protocols);
  assert.deepEqual([map, averages], [[1], { "0.5": 1 }]);
});

Deno.test("a protocol of an extension without thresholds is refused where the recipe chooses it", async () => {
  const made = 'protocolOptions({ thresholds: [0.5], averages: ["0.5"], headline: "0.5" })';
  assert.ok(PROTOCOL.includes(made));
  const without = PROTOCOL.replace(made, "() => z.strictObject({})");
  const recipe = writeProtocol(`import { z } from "zod";\n${without}`);
  await assert.rejects(compileFile(recipe, { read: Deno.readTextFileSync }), (error) => {
    assert.ok(error instanceof UserError);
    const [{ message, place, hint }] = error.diagnostics as [Diagnostic];
    assert.equal(message, "evaluation.protocol needs thresholds, averages and a headline");
    assert.equal(hint, "let the extension make its options by protocolOptions()");
    assert.deepEqual([place?.line, place?.column], [5, 25]);
    return true;
  });
});
