import assert from "node:assert/strict";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waltRoot } from "../../../../pipeline/cli/launch/installed.ts";
import { LaunchMistake } from "../../../../pipeline/cli/launch/mistake.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** A package, as far as it is copied. */
function packed(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app/build"), "0.1.0-0123abcd\n");
  return folder;
}

Deno.test("Copies that nobody used for long are removed, those of others and what is no copy are kept", async () => {
  const cache = temporaryFolder();
  const names = [
    "walt-0.0.9-89abcdef",
    "walt-0.1.0-0123abcd-XyZ12w",
    "walt-data",
    "tensorflow-2.21.0-linux-x86_64",
  ];
  for (const name of names) {
    mkdirSync(join(cache, name));
    utimesSync(join(cache, name), 1, 1);
  }
  mkdirSync(join(cache, "walt-0.0.8-89abcdef"));
  const root = await waltRoot(packed(), cache, () => Promise.resolve(true));
  assert.equal(root, join(cache, "walt-0.1.0-0123abcd"));
  utimesSync(root, 1, 1);
  assert.equal(await waltRoot(packed(), cache, () => Promise.reject()), root);
  assert.deepEqual(readdirSync(cache).sort(), [
    "tensorflow-2.21.0-linux-x86_64",
    "walt-0.0.8-89abcdef",
    "walt-0.1.0-0123abcd",
    "walt-data",
  ]);
});

Deno.test("A cache that is a file is a mistake with a remedy, and a failed fetch leaves nothing", async () => {
  const cache = join(temporaryFolder(), "walt");
  assert.equal(await waltRoot(packed(), cache, () => Promise.resolve(false)), undefined);
  assert.deepEqual(readdirSync(cache), []);
  const file = join(packed(), "app/build");
  await assert.rejects(
    waltRoot(packed(), file, () => Promise.resolve(true)),
    (error) =>
      error instanceof LaunchMistake && error.message.includes(file) && /XDG_CACHE_HOME/.test(error.remedy),
  );
});
