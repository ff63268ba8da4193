import assert from "node:assert/strict";
import { join } from "node:path";
import {
  damage,
  isUnchanged,
  measure,
  readMarker,
  writeMarker,
} from "../../../../../pipeline/engines/tensorflow/install/marker.ts";
import { core, framework, makeWheel, names } from "./wheel.ts";
import { temporaryFolder } from "../../../../temporary.ts";

const { wheel } = makeWheel();
const [coreName, frameworkName] = names as [string, string];

/** Runs a test with a folder that has both libraries and their marker. */
async function withMarked(test: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  Deno.writeFileSync(join(folder, coreName), core);
  Deno.writeFileSync(join(folder, frameworkName), framework);
  await writeMarker(folder, measure(folder, wheel, {}));
  await test(folder);
  Deno.removeSync(folder, { recursive: true });
}

/** The names of the files that are read again. */
function readAgain(folder: string): string[] {
  const read: string[] = [];
  measure(folder, wheel, readMarker(folder), (path) => read.push(path.slice(folder.length + 1)));
  return read;
}

Deno.test("measure() reads a file again once it has changed, in size, time or place, and only then", async () => {
  await withMarked(async (folder) => {
    const path = join(folder, coreName);
    assert.deepEqual(readAgain(folder), []);
    assert.ok(isUnchanged(folder, wheel));
    const changes: (() => void)[] = [
      () => Deno.utimeSync(path, 1, 1),
      () => Deno.writeFileSync(path, core.subarray(1)),
      () => {
        Deno.writeFileSync(path + ".new", core);
        Deno.utimeSync(path + ".new", 1, 1);
        Deno.renameSync(path + ".new", path);
      },
    ];
    for (const change of changes) {
      change();
      assert.deepEqual(readAgain(folder), [coreName]);
      assert.ok(!isUnchanged(folder, wheel));
      await writeMarker(folder, measure(folder, wheel, readMarker(folder)));
      assert.deepEqual(readAgain(folder), []);
    }
  });
});

Deno.test("readMarker() has nothing of a file that is no marker, so that everything is read again", async () => {
  await withMarked((folder) => {
    const path = join(folder, "verified.json");
    const whole = Deno.readTextFileSync(path);
    for (
      const text of ["", whole.slice(0, 50), "[]", "null", '{"core": 1}', whole.replaceAll("bytes", "size")]
    ) {
      Deno.writeTextFileSync(path, text);
      assert.deepEqual(readAgain(folder), names);
      assert.ok(!isUnchanged(folder, wheel));
    }
    Deno.removeSync(path);
    assert.deepEqual(readAgain(folder), names);
  });
});

Deno.test("damage() says what is missing, has another size or another content", async () => {
  await withMarked((folder) => {
    const wrong = () => damage(measure(folder, wheel, readMarker(folder)), wheel);
    assert.equal(wrong(), undefined);
    const zeroTail = core.slice().fill(0, 1000);
    Deno.writeFileSync(join(folder, coreName), zeroTail);
    const begins =
      /^libtensorflow_cc\S+ has a SHA-256 that begins with [0-9a-f]{12} instead of [0-9a-f]{12}$/;
    assert.match(wrong()!, begins);
    Deno.writeFileSync(join(folder, coreName), core.slice(1));
    assert.equal(wrong(), `${coreName} has ${core.length - 1} bytes instead of ${core.length}`);
    Deno.removeSync(join(folder, coreName));
    Deno.writeFileSync(join(folder, frameworkName), new Uint8Array(3));
    assert.equal(wrong(), `${coreName} is missing, ${frameworkName} has 3 bytes instead of 50000`);
  });
});
