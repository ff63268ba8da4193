import assert from "node:assert/strict";
import { join } from "node:path";
import { collectMistakes } from "../../../../pipeline/annotations/mistakes.ts";
import { checkTimesGiven, predictedRates } from "../../../../pipeline/data/disk/predicted_rates.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../../temporary.ts";

const VIDEOS = ["v", "w"];
const REMEDY = "give one for all of them, for instance --fps 25";

/** Rates that a file of this text gives, and the mistakes that are noted. */
async function of(text: string | undefined) {
  const root = temporaryFolder();
  if (text !== undefined) await Deno.writeTextFile(join(root, "fps.json"), text);
  const mistakes = collectMistakes("x");
  const rate = await predictedRates(root, { file: "fps.json" }, VIDEOS, mistakes);
  return [VIDEOS.map(rate), mistakes.error()?.diagnostics.map(({ hint }) => hint)];
}

Deno.test("predictedRates() is one number for all, or that of every video", async () => {
  const mistakes = collectMistakes("x");
  assert.deepEqual(VIDEOS.map(await predictedRates("", 25, VIDEOS, mistakes)), [25, 25]);
  assert.deepEqual(await of('{"v": 24, "w": "30"}'), [[24, 30], undefined]);
});

Deno.test("predictedRates() says what to give instead where a file lacks rates, is absent or wrong", async () => {
  assert.deepEqual(await of('{"w": 30}'), [[undefined, 30], [REMEDY]]);
  for (const text of [undefined, "[]", '{"v": 0, "w": 1}']) {
    await assert.rejects(of(text), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.diagnostics.length, 1);
      assert.ok(error.diagnostics[0]!.hint, "every mistake has a remedy");
      if (text !== undefined) assert.equal(error.diagnostics[0]!.hint, REMEDY);
      return true;
    });
  }
});

Deno.test("predictedRates() wants one rate where those of the training were of its annotations", async () => {
  const rates = predictedRates("", { from: "annotations" }, VIDEOS, collectMistakes("x"));
  await assert.rejects(rates, (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual(error.diagnostics.map(({ hint }) => hint), [REMEDY]);
    return true;
  });
});

Deno.test("checkTimesGiven() refuses rates where times are from durations, and durations where they are not", () => {
  checkTimesGiven(true, undefined, "d.json");
  checkTimesGiven(false, 25, undefined);
  for (
    const [given, told] of [
      [[true, 25, undefined], /--fps .* --durations FILE$/],
      [[true, 25, "d.json"], /--fps .* leave out --fps$/],
      [[false, undefined, "d.json"], /--durations .* leave it out; --fps 25/],
    ] as const
  ) {
    assert.throws(() => checkTimesGiven(given[0], given[1], given[2]), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(`${error.message} ${error.diagnostics[0]!.hint}`, told);
      return true;
    });
  }
});
