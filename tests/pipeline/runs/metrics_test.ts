import assert from "node:assert/strict";
import { join } from "node:path";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { openMetrics } from "../../../pipeline/runs/metrics.ts";
import { inFolder } from "../../temporary.ts";

const numbers = { total: 1, losses: { action: 1 }, logged: { share: 0.5 } };
const evaluation = { average: 5, map: { "0.5": 5 }, classification_map: 6, accuracy: 7 };

/** A folder with lines of steps 1 to 3, evaluations at 2 and 3, and the hash of the lines up to step 2. */
async function withLines(
  run: (folder: string, path: string, saved: { lines: number; sha256: string }) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const metrics = await openMetrics(folder, { step: 0 });
    await metrics.add({ step: 1, ...numbers });
    await metrics.add({ step: 2, ...numbers });
    const saved = await metrics.sync();
    await metrics.add({ step: 2, ...evaluation });
    await metrics.add({ step: 3, ...numbers });
    await metrics.add({ step: 3, ...evaluation });
    await run(folder, join(folder, "metrics.jsonl"), saved);
  });
}

const linesOf = (path: string) => Deno.readTextFileSync(path).split("\n").slice(0, -1);

/** The message of a refusal, the folder left out. */
async function refusal(folder: string, saved?: { lines: number; sha256: string }): Promise<string> {
  try {
    await openMetrics(folder, { step: 3, metrics: saved });
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error).replaceAll(`${folder}/`, "");
    throw error;
  }
  throw new Error("it was opened");
}

Deno.test("openMetrics() keeps the lines up to the step that a run goes on from, as they are", () =>
  withLines(async (folder, path, metrics) => {
    const before = linesOf(path);
    const again = await openMetrics(folder, { step: 2, metrics });
    assert.deepEqual(linesOf(path), before.slice(0, 3));
    assert.deepEqual(again.steps.map(({ step }) => step), [1, 2]);
    assert.deepEqual(again.evaluations, [{ step: 2, ...evaluation }]);
    assert.equal(again.warning, undefined);
    await again.add({ step: 3, ...numbers });
    assert.deepEqual(linesOf(path), before.slice(0, 4));
    const { lines } = await again.sync();
    assert.equal(lines, 4);
  }));

Deno.test("openMetrics() drops what was not saved where it is damaged, and a last line that is cut off", () =>
  withLines(async (folder, path, metrics) => {
    const [first, second] = linesOf(path);
    for (const rest of ["\0\0\n{}\n", '{"step":3,"tot', '{"step":3}\n', `${first}\n`]) {
      Deno.writeTextFileSync(path, `${first}\n${second}\n${rest}`);
      const { warning } = await openMetrics(folder, { step: 2, metrics });
      assert.equal(warning, undefined);
      assert.deepEqual(linesOf(path), [first, second]);
    }
  }));

Deno.test("openMetrics() keeps NaN, which is null in the file", () =>
  inFolder(async (folder) => {
    const metrics = await openMetrics(folder, { step: 0 });
    await metrics.add({ step: 1, ...numbers, logged: { share: NaN } });
    const text = linesOf(join(folder, "metrics.jsonl"));
    assert.match(text[0]!, /"share":null/);
    const again = await openMetrics(folder, { step: 1, metrics: await metrics.sync() });
    assert.deepEqual(again.steps[0]!.logged, { share: NaN });
    assert.deepEqual(linesOf(join(folder, "metrics.jsonl")), text);
  }));

Deno.test("openMetrics() warns where lines that were saved are missing or others", () =>
  withLines(async (folder, path, metrics) => {
    const [first, second] = linesOf(path);
    const warningOf = async (text: string | undefined) => {
      if (text === undefined) Deno.removeSync(path);
      else Deno.writeTextFileSync(path, text);
      return (await openMetrics(folder, { step: 2, metrics })).warning?.replace(`${folder}/`, "");
    };
    const then = "the curves and the best evaluation are of what is there";
    assert.equal(await warningOf(undefined), `"metrics.jsonl" is absent: ${then}, after step 2`);
    const counts = '"metrics.jsonl" is not as it was at step 2 (2 lines then,';
    assert.equal(await warningOf(`${second}\n`), `${counts} 1 now): ${then}`);
    assert.equal(await warningOf(`${first}\n${second!.slice(0, -5)}`), `${counts} 1 now): ${then}`);
    assert.equal(await warningOf(`${first!.replace("1", "9")}\n`), `${counts} 1 now): ${then}`);
    assert.equal(
      await warningOf(`${first}\n${second!.replace("0.5", "0.6")}\n`),
      `${counts} 2 now): ${then}`,
    );
    assert.equal(await warningOf(`${first}\n${second}\n`), undefined);
  }));

Deno.test("openMetrics() refuses damaged lines that were saved, with their places", () =>
  withLines(async (folder, path) => {
    const [first, second] = linesOf(path);
    const hint = "restore the file from a copy, or remove it: the curves then begin at the checkpoint";
    const message = (text: string) => {
      Deno.writeTextFileSync(path, text);
      return refusal(folder);
    };
    assert.equal(
      await message(`${first}\n{"step":2.5,"total":1,"losses":{},"logged":{}}\n`),
      [
        "error: step must be a whole number from 1: found 2.5",
        " --> metrics.jsonl:2:9",
        "  |",
        '2 | {"step":2.5,"total":1,"losses":{},"logged":{}}',
        `  |         ^^^ ${hint}`,
      ].join("\n"),
    );
    assert.match(
      await message(`${first}\n${second!.slice(0, 9)}\n`),
      /^error: Cannot read JSON: .*\n --> metrics.jsonl:2:10\n/,
    );
    assert.match(
      await message(`${first}\nnull\n`),
      /^error: the root must be a map: found null\n --> metrics.jsonl:2:1\n/,
    );
    assert.match(await message(`\n${first}\n`), /^error: Cannot read JSON: .*\n --> metrics.jsonl:1:1\n/);
    assert.match(
      await message(`${second}\n${first}\n`),
      /^error: A line of step 1 comes after one of step 2: expected each once, in order\n --> metrics.jsonl:2:1\n/,
    );
    assert.match(
      await message(`${first}\n${first}\n`),
      /^error: A line of step 1 comes after one of step 1: .*\n --> metrics.jsonl:2:1\n/,
    );
    const repeated = first!.replace('"total"', '"step":1,"total"');
    assert.match(
      await message(`${repeated}\n`),
      /^error: Key "step" is given twice\n --> metrics.jsonl:1:11\n/,
    );
    Deno.removeSync(path);
    Deno.mkdirSync(path);
    assert.equal(
      await refusal(folder),
      'error: Cannot read "metrics.jsonl": it is a folder\n  = name a regular file',
    );
  }));

Deno.test("openMetrics() says so when the file is removed while the run goes on", () =>
  inFolder(async (folder) => {
    const metrics = await openMetrics(folder, { step: 0 });
    Deno.removeSync(join(folder, "metrics.jsonl"));
    const message = `Cannot write "${join(folder, "metrics.jsonl")}": it was removed meanwhile`;
    await assert.rejects(metrics.add({ step: 1, ...numbers }), { name: "RunError", message });
    await assert.rejects(metrics.sync(), { name: "RunError", message });
    assert.deepEqual(metrics.steps, []);
  }));

Deno.test("openMetrics() reads the mining error of every evaluation again, and that before training", () =>
  inFolder(async (folder) => {
    const misses = { snippets: 0, outside: [NaN, NaN], distance: [NaN, NaN] };
    const found = { snippets: 3, outside: [50, 12.5], distance: [1.5, 0] };
    const mining = {
      hard: { ...found, in_region: found, spilled: misses, region: { size: 2.5, undersized: 0 } },
    };
    const metrics = await openMetrics(folder, { step: 0 });
    await metrics.add({ step: 0, mining, mining_logged: { few: 0.5, none: NaN } });
    await metrics.add({ step: 1, ...numbers });
    await metrics.add({ step: 1, ...evaluation, mining });
    const again = await openMetrics(folder, { step: 1, metrics: await metrics.sync() });
    assert.deepEqual(again.before, [{ step: 0, mining, mining_logged: { few: 0.5, none: NaN } }]);
    assert.deepEqual(again.evaluations, [{ step: 1, ...evaluation, mining }]);
    assert.deepEqual(again.steps.length, 1);
    Deno.writeTextFileSync(
      join(folder, "metrics.jsonl"),
      '{"step":0,"mining":{"hard":{"snippets":3,"outside":[1]}}}\n',
    );
    await assert.rejects(openMetrics(folder, { step: 1 }), /Missing "distance": expected a list/);
  }));
