import assert from "node:assert/strict";
import { join } from "node:path";
import { openAnnotations } from "../../../pipeline/annotations/layouts/open.ts";
import { readHead } from "../../../pipeline/films/ffmpeg.ts";
import { inFolder } from "../../temporary.ts";
import { filmTest, peopleFilmTest } from "../films/films.ts";
import { task } from "./process.ts";

peopleFilmTest(
  "video draw writes films, with labels of those to train on and times of those to test",
  async () => {
    await inFolder(async (folder) => {
      const out = join(folder, "drawn films");
      const words = ["video", "draw", out, "--films", "1:1", "--seed", "2"];
      const { code, stdout, stderr } = await task(words);
      assert.equal(code, 0, stderr);
      assert.match(
        stdout,
        /has 1 films? to train on and 1 to test: deno task .*video features '.*drawn films\/films'/,
      );
      const { database } = await openAnnotations(join(out, "labels.csv"));
      assert.deepEqual([...database.keys()], ["train_0001", "test_0001"]);
      for (const [id, { subset, duration, labels, annotations }] of database) {
        assert.equal(subset, id.split("_")[0]);
        assert.ok(labels.length > 0);
        assert.equal(annotations.length, subset === "train" ? 0 : labels.length);
        const { seconds } = await readHead(join(out, "films", `${id}.mp4`));
        assert.ok(Math.abs(seconds! - duration!) <= 0.08, `${seconds} instead of ${duration}`);
      }
      const again = await task(words);
      assert.equal(again.code, 2);
      assert.match(again.stderr, /drawn films" is not empty: it has "/);
    });
  },
);

filmTest("video draw refuses numbers of films that are none", async () => {
  const { code, stderr } = await task(["video", "draw", "films", "--films", "40"]);
  assert.equal(code, 2);
  assert.match(stderr, /Expected two whole numbers from 1, such as 200:210/);
});
