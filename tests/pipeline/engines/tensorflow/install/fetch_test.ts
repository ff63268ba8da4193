import assert from "node:assert/strict";
import { join } from "node:path";
import { fetchedFolder } from "../../../../../pipeline/engines/tensorflow/install/cache.ts";
import { fetchWheel, removeStale } from "../../../../../pipeline/engines/tensorflow/install/fetch.ts";
import type { Wheel } from "../../../../../pipeline/engines/tensorflow/install/libraries.ts";
import { damage, measure, readMarker } from "../../../../../pipeline/engines/tensorflow/install/marker.ts";
import { core, framework, makeWheel, names as libraries } from "./wheel.ts";
import { temporaryFolder } from "../../../../temporary.ts";

const [coreName, frameworkName] = libraries as [string, string];

const never = new AbortController().signal;

/** A download that leaves these bytes. */
function leaving(bytes: Uint8Array): (folder: string) => Promise<void> {
  return (folder) => Deno.writeFile(join(folder, "tensorflow-1.2.3.whl"), bytes);
}

async function inCache(run: (cache: string) => Promise<void>): Promise<void> {
  const cache = join(temporaryFolder(), "walt");
  await run(cache);
  Deno.removeSync(join(cache, ".."), { recursive: true });
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("fetchWheel() puts the two libraries and their marker, and nothing else, into place", async () => {
  await inCache(async (cache) => {
    const { bytes, wheel } = makeWheel();
    const parts = new Map<string, [number, number]>();
    const progress = (part: string, done: number, total: number) => parts.set(part, [done, total]);
    const folder = await fetchWheel(wheel, cache, leaving(bytes), progress, never);
    assert.equal(folder, fetchedFolder(cache, wheel));
    assert.deepEqual(names(cache), [folder.slice(cache.length + 1)]);
    assert.deepEqual(names(folder), [...libraries, "verified.json"]);
    assert.deepEqual(Deno.readFileSync(join(folder, coreName)), core);
    assert.deepEqual(Deno.readFileSync(join(folder, frameworkName)), framework);
    assert.deepEqual(parts.get("download"), [bytes.length, bytes.length]);
    assert.equal(parts.get("unpack")![1], core.length + framework.length);
    const read: string[] = [];
    const marker = measure(folder, wheel, readMarker(folder), (path) => read.push(path));
    assert.deepEqual([read, damage(marker, wheel)], [[], undefined]);
  });
});

Deno.test("fetchWheel() leaves nothing when the hash, a size or the download is wrong", async () => {
  const { bytes, wheel } = makeWheel();
  const [first, second] = wheel.files;
  const cases: [Wheel, (folder: string) => Promise<void>, RegExp][] = [
    [{ ...wheel, sha256: "0".repeat(64) }, leaving(bytes), /has SHA-256 [0-9a-f]{64} instead of 0{64}/],
    [
      { ...wheel, files: [first!, { ...second!, bytes: 1 }] },
      leaving(bytes),
      /libtensorflow_framework\S+ has 50000 bytes/,
    ],
    [
      { ...wheel, files: [first!, { ...second!, sha256: "0".repeat(64) }] },
      leaving(bytes),
      /of what was unpacked, libtensorflow_framework\S+ has a SHA-256 that begins with [0-9a-f]{12} instead of 0{12}$/,
    ],
    [
      { ...wheel, files: [first!, { ...second!, path: "absent.so" }] },
      leaving(bytes),
      /absent\.so has no bytes/,
    ],
    [wheel, () => Promise.resolve(), /pip left 0 wheels/],
    [wheel, () => Promise.reject(new Error("no network")), /no network/],
  ];
  for (const [wheel, download, message] of cases) {
    await inCache(async (cache) => {
      await assert.rejects(fetchWheel(wheel, cache, download, () => {}, never), message);
      assert.deepEqual(names(cache), []);
    });
  }
});

Deno.test("fetchWheel() leaves nothing when it is interrupted while unpacking", async () => {
  await inCache(async (cache) => {
    const { bytes, wheel } = makeWheel();
    const interruption = new AbortController();
    const download = async (folder: string) => {
      await leaving(bytes)(folder);
      interruption.abort();
    };
    await assert.rejects(fetchWheel(wheel, cache, download, () => {}, interruption.signal), {
      name: "AbortError",
    });
    assert.deepEqual(names(cache), []);
  });
});

Deno.test("fetchWheel() replaces a damaged folder, and leaves an intact one", async () => {
  await inCache(async (cache) => {
    const { bytes, wheel } = makeWheel();
    const fetch = () => fetchWheel(wheel, cache, leaving(bytes), () => {}, never);
    const folder = await fetch();
    const inode = () => Deno.statSync(join(folder, coreName)).ino;
    const first = inode();
    await fetch();
    assert.equal(inode(), first);
    Deno.writeFileSync(join(folder, coreName), core.slice(1));
    await fetch();
    assert.deepEqual(Deno.readFileSync(join(folder, coreName)), core);
    assert.deepEqual(names(cache).length, 1);
  });
});

Deno.test("fetchWheel() twice at once: both end with the same whole folder, also in place of a damaged one", async () => {
  await inCache(async (cache) => {
    const { bytes, wheel } = makeWheel();
    const fetch = () => fetchWheel(wheel, cache, leaving(bytes), () => {}, never);
    for (const damage of [() => {}, (folder: string) => Deno.removeSync(join(folder, coreName))]) {
      damage(fetchedFolder(cache, wheel));
      const [a, b] = await Promise.all([fetch(), fetch()]);
      assert.equal(a, b);
      assert.equal(names(cache).length, 1);
      assert.deepEqual(names(a), [...libraries, "verified.json"]);
    }
  });
});

Deno.test("removeStale() removes what an interrupted fetch left an hour ago, and no other folder", async () => {
  await inCache((cache) => {
    for (const folder of ["fetch-old", "fetch-new", "fetch-busy", "tensorflow-1.2.3"]) {
      Deno.mkdirSync(join(cache, folder), { recursive: true });
    }
    Deno.writeTextFileSync(join(cache, "fetch-busy", "part"), "");
    const now = Date.now();
    const old = new Date(now - 2 * 60 * 60 * 1000);
    for (const folder of ["fetch-old", "fetch-busy", "tensorflow-1.2.3"]) {
      Deno.utimeSync(join(cache, folder), old, old);
    }
    removeStale(cache, now);
    assert.deepEqual(names(cache), ["fetch-busy", "fetch-new", "tensorflow-1.2.3"]);
    return Promise.resolve();
  });
});
