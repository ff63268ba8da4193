import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "node:path";
import { writeWhole } from "../../../pipeline/files/write.ts";
import { modelDisk } from "./model_disk.ts";
import { inFolder } from "../../temporary.ts";
import { namesIn, resultsIn, runIn, undisturbed } from "../training/small_run.ts";

/** Operations of a whole run, and those after which its first checkpoint is on the disk. */
const { all, first } = await inFolder(async (folder) => {
  const disk = modelDisk();
  let first: number | undefined;
  await runIn(folder, {
    ...disk.system,
    async rename(from, to) {
      await disk.system.rename(from, to);
      if (String(to).endsWith("checkpoint.json")) first ??= disk.operations() + 1;
    },
  });
  return { all: disk.operations(), first: first! };
});

/** What a power loss at an operation leaves in a folder. */
async function afterLoss(at: number, kept: () => boolean, folder: string): Promise<void> {
  const disk = modelDisk(at);
  await inFolder((running) => runIn(running, disk.system).catch(() => {}));
  disk.restore(folder, kept);
}

Deno.test("a run whose machine loses power at any operation goes on from a whole checkpoint to the same bits", async () => {
  assert.ok(all > 50 && first < all, `${all} operations, ${first} to the first checkpoint`);
  const property = fc.asyncProperty(
    fc.nat(all),
    fc.infiniteStream(fc.boolean()),
    (at, choices) =>
      inFolder(async (folder) => {
        await afterLoss(at, () => choices.next().value, folder);
        if (at >= first) assert.ok(namesIn(folder).includes("checkpoint.json"), namesIn(folder).join());
        assert.deepEqual(await runIn(folder), []);
        assert.deepEqual(resultsIn(folder), undisturbed);
      }),
  );
  await fc.assert(property, { numRuns: 40 });
});

Deno.test("writeWhole() leaves the file before or the new one, whole, whenever the power goes", async () => {
  const path = "/folder/a.txt";
  for (let at = 0; at <= 14; at++) {
    for (const kept of [true, false]) {
      await inFolder(async (folder) => {
        const disk = modelDisk(at);
        const write = async (text: string) => {
          await writeWhole(path, text, disk.system);
          return text;
        };
        const done = await write("before").then((text) => write("after").catch(() => text)).catch(() =>
          undefined
        );
        disk.restore(folder, () => kept);
        const found = namesIn(folder).includes("a.txt") && Deno.readTextFileSync(join(folder, "a.txt"));
        const allowed = done === undefined
          ? [false, "before"]
          : done === "before"
          ? ["before", "after"]
          : ["after"];
        assert.ok(allowed.includes(found), `${found} at operation ${at}, ${done} was done`);
      });
    }
  }
});
