import assert from "node:assert/strict";
import { join } from "node:path";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { computeSignals } from "../../../pipeline/inference/video.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { loadCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { MAPS, readMaps, saveMaps } from "../../../pipeline/runs/saved_maps.ts";
import { usable } from "../../../pipeline/sweeps/score_settings.ts";
import { program, runIn } from "../training/small_run.ts";
import { inFolder } from "../../temporary.ts";

Deno.test("saveMaps() keeps what inference reads of every test video, and readMaps() gives it back to the bit", async () => {
  await inFolder(async (folder) => {
    await runIn(folder);
    const checkpoint = await readCheckpoint(folder);
    assert.equal(await readMaps(checkpoint), undefined, "nothing was saved");
    const dataset = await openDataset(program.recipe);
    const model = createModel(program, await openEngine("cpu"));
    await loadCheckpoint(checkpoint, model);
    const told: number[] = [];
    const header = await saveMaps(folder, { model, dataset, checkpoint }, (done) => {
      told.push(done);
      return Promise.resolve();
    });
    assert.deepEqual([header.signals.toSorted(), header.videos], [["actionness", "cas", "video"], 1]);
    assert.equal(Deno.statSync(join(folder, MAPS)).size, header.bytes);
    assert.deepEqual(told, [1]);

    const maps = (await readMaps(checkpoint))!;
    const [video] = dataset.test;
    const { signals } = await computeSignals(model, dataset, video!);
    for (const [name, { shape, data }] of signals) {
      const saved = maps.of(video!.id)!.get(name)!;
      assert.deepEqual([saved.shape, [...saved.data]], [shape, [...data]], name);
    }
    assert.equal(maps.of("another"), undefined);

    assert.equal(usable(maps, model, dataset), maps);
    assert.equal(usable(maps, model, { hash: "other" }), undefined);
    assert.equal(usable(maps, { ...model, engine: { ...model.engine, name: "wasm" } }, dataset), undefined);
    const { inference } = program.recipe;
    const proposals = { by_cas: inference.proposals!["by_cas"]! };
    const fewer = { ...program, recipe: { ...program.recipe, inference: { ...inference, proposals } } };
    assert.equal(usable(maps, { ...model, program: fewer }, dataset), undefined, "computed of other signals");
    model.dispose();
  });
});
