import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npyBytes } from "../data/files.ts";
import { opened, smallDataset } from "../data/small_dataset.ts";
import { lastLine, task } from "./process.ts";
import { recipeInFolder } from "./small_run.ts";

Deno.test("data check reads everything, and exits with 2 where a run would fail", () =>
  opened(smallDataset(), async (_, root) => {
    const recipe = recipeInFolder(root, "test_data_check", "steps: 2");
    const clean = await task(["data", "check", recipe]);
    assert.equal(clean.code, 0, clean.stderr);
    assert.match(clean.stdout, /^train: 2 videos, 10 snippets, 2 classes$/m);
    assert.match(
      clean.stdout,
      /warning: The same features are trained on and tested under two names, once: "v1" and/,
    );
    assert.match(clean.stdout, /^no mistakes, \d warnings?$/m);

    const spoilt = join(root, "features/test/rgb/v3.npy");
    cpSync(spoilt, `${spoilt}.kept`);
    writeFileSync(spoilt, npyBytes([[1, 2], [3, NaN], [1, 2], [1, 2], [1, 2]]));
    const nan = await task(["data", "check", recipe]);
    assert.equal(nan.code, 2);
    assert.match(nan.stdout, /^1 mistake: a run would fail$/m);
    assert.match(nan.stderr, /^error: .*v3\.npy/m);
    const json = await task(["data", "check", recipe, "--json"]);
    assert.equal(json.code, 2);
    const { ok, failures, train } = lastLine(json.stdout) as {
      ok: boolean;
      failures: string[];
      train: unknown;
    };
    assert.deepEqual([ok, failures.length, train], [false, 1, { videos: 2, snippets: 10 }]);

    Deno.removeSync(spoilt);
    writeFileSync(
      join(root, "features/train/rgb/v1.npy"),
      npyBytes([[1, 2], [3, 4], [1, Infinity], [1, 2], [1, 2]]),
    );
    const absent = await task(["data", "check", recipe, "--json"]);
    assert.equal(absent.code, 2);
    const both = lastLine(absent.stdout) as {
      ok: boolean;
      failures: string[];
      train: unknown;
      test: unknown;
    };
    assert.deepEqual([both.ok, both.train, both.test], [false, { videos: 2, snippets: 10 }, {
      videos: 0,
      snippets: 0,
    }]);
    assert.match(both.failures[0]!, /^Missing features of source "rgb" for 1 of 3 videos/);
    assert.match(both.failures[1]!, /v1\.npy" has Infinity in row 2, column 1/);
    assert.match(absent.stderr, /^error: Missing features of source "rgb" for 1 of 3 videos/m);
    assert.match(absent.stderr, /^error: .*v1\.npy" has Infinity in row 2, column 1/m);
    const page = await task(["data", "check", recipe]);
    assert.equal(page.code, 2);
    assert.match(page.stdout, /^2 mistakes: a run would fail$/m);

    for (const video of ["v1", "v2"]) Deno.removeSync(join(root, `features/train/rgb/${video}.npy`));
    const none = await task(["data", "check", recipe, "--json"]);
    assert.equal(none.code, 2);
    assert.deepEqual(Object.keys(lastLine(none.stdout)), ["ok", "failures"]);
  }));

Deno.test("data split draws lists by a seed, once", () =>
  opened(smallDataset(), async (_, root) => {
    const names = Array.from({ length: 10 }, (_, i) => `n${i}`);
    Deno.writeTextFileSync(join(root, "all.txt"), names.join("\n"));
    const split = async (out: string, seed: string) => {
      const words = ["data", "split", join(root, "all.txt"), "--out", join(root, out), "--test", "0.3"];
      const { code, stdout, stderr } = await task([...words, "--seed", seed]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^3 videos in .*split_test\.txt$/m);
      const [train, test] = ["train", "test"].map((name) =>
        Deno.readTextFileSync(join(root, out, `split_${name}.txt`)).trim().split("\n")
      ) as [string[], string[]];
      assert.deepEqual([...train, ...test].sort(), names);
      assert.equal((await task(words)).code, 2);
      return test;
    };
    const first = await split("a", "1");
    assert.deepEqual(await split("b", "1"), first);
    assert.notDeepEqual(await split("c", "2"), first);
    const annotated = await task(["data", "split", join(root, "gt.json"), "--out", join(root, "features")]);
    assert.equal(annotated.code, 0, annotated.stderr);
    const none = await task(["data", "split", join(root, "test.txt"), "--out", root, "--test", "0.5"]);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /^error: 1 video cannot be split: --test 0\.5 gives 1 to test$/m);
  }));
