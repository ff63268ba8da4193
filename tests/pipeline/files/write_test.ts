import assert from "node:assert/strict";
import { join } from "node:path";
import { ensureFolder, type FileSystem, type OpenFile, writeWhole } from "../../../pipeline/files/write.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { inFolder } from "../../temporary.ts";

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

function says(message: RegExp, hint: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert(error instanceof RunError);
    assert.match(error.message, message);
    assert.match(error.hint!, hint);
    assert.doesNotMatch(error.message, /\.tmp/);
    return true;
  };
}

function* pieces(...sizes: number[]): Generator<Uint8Array> {
  for (const size of sizes) yield Uint8Array.from({ length: size }, (_, i) => i);
}

Deno.test("writeWhole() writes text and bytes, replaces, and leaves no other file", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.txt");
    await writeWhole(path, "größer");
    assert.equal(await Deno.readTextFile(path), "größer");
    await writeWhole(path, new Uint8Array([1, 2, 3]));
    assert.deepEqual([...await Deno.readFile(path)], [1, 2, 3]);
    await writeWhole(path, pieces(2, 3));
    assert.deepEqual([...await Deno.readFile(path)], [0, 1, 0, 1, 2]);
    await writeWhole(path, "");
    assert.equal(await Deno.readTextFile(path), "");
    assert.deepEqual(names(folder), ["a.txt"]);
  }));

Deno.test("writeWhole() lets two writers of one file finish, one of them last", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.txt");
    const texts = ["a".repeat(100_000), "b".repeat(100_000)];
    await Promise.all(texts.map((text) => writeWhole(path, text)));
    assert(texts.includes(await Deno.readTextFile(path)));
    assert.deepEqual(names(folder), ["a.txt"]);
  }));

Deno.test("writeWhole() writes all of it where the system takes a few bytes at a time, and syncs file and folder", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.txt");
    const calls: string[] = [];
    const slow = systemWith((file) => ({
      write: (bytes) => file.write(bytes.subarray(0, 3)),
      sync: () => file.sync().then(() => void calls.push("sync")),
    }), calls);
    await writeWhole(path, "0123456789", slow);
    assert.equal(await Deno.readTextFile(path), "0123456789");
    assert.deepEqual(calls, ["sync", "close", "rename", "sync", "close"]);
  }));

Deno.test("writeWhole() on a full disk keeps the file that was there and removes what it wrote", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.txt");
    await writeWhole(path, "before");
    let written = 0;
    const full = systemWith((file) => ({
      async write(bytes) {
        if (written > 0) throw new Error("No space left on device (os error 28)");
        return written = await file.write(bytes.subarray(0, 4));
      },
    }));
    await assert.rejects(
      writeWhole(path, "longer than four bytes", full),
      says(/^Cannot write ".*a\.txt": the disk is full$/, /free some space/),
    );
    assert.equal(written, 4);
    assert.equal(await Deno.readTextFile(path), "before");
    assert.deepEqual(names(folder), ["a.txt"]);
  }));

Deno.test("writeWhole() refuses a missing folder, a file as folder and a folder as file", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    await Deno.mkdir(join(folder, "sub"));
    await assert.rejects(
      writeWhole(join(folder, "absent", "a.txt"), ""),
      says(/^Cannot write ".*a\.txt": there is no folder ".*absent"$/, /make the folder/),
    );
    await assert.rejects(
      writeWhole(join(folder, "file", "a.txt"), ""),
      says(
        /^Cannot write ".*a\.txt": a file stands where a folder should be$/,
        /^rename or remove ".*file"$/,
      ),
    );
    await assert.rejects(
      writeWhole(join(folder, "sub"), ""),
      says(/^Cannot write ".*sub": a folder of this name stands there$/, /another name/),
    );
    await Deno.writeTextFile(join(folder, "sub", "file"), "");
    await assert.rejects(
      writeWhole(`${folder}/sub/.`, ""),
      says(/a folder of this name stands there$/, /another name/),
    );
    assert.deepEqual(names(folder), ["file", "sub"]);
  }));

Deno.test("writeWhole() says so where writing is not permitted", () =>
  inFolder(async (folder) => {
    const denied: FileSystem = {
      ...systemWith(() => ({})),
      open: () => Promise.reject(new Deno.errors.PermissionDenied("Permission denied (os error 13)")),
    };
    await assert.rejects(
      writeWhole(join(folder, "a.txt"), "", denied),
      says(/no permission in "/, /make the folder writable/),
    );
  }));

Deno.test("ensureFolder() makes folders, leaves those that are there, and refuses a path below a file", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a", "b");
    await ensureFolder(path);
    await Deno.writeTextFile(join(path, "kept"), "");
    await ensureFolder(path);
    assert.deepEqual(names(path), ["kept"]);
    for (const below of [join(path, "kept", "c"), join(path, "kept")]) {
      await assert.rejects(
        ensureFolder(below),
        says(
          /^Cannot make the folder ".*": a file stands where a folder should be$/,
          /^rename or remove ".*kept"$/,
        ),
      );
    }
    await Deno.symlink("nowhere", join(folder, "link"));
    for (const below of [join(folder, "link", "c"), join(folder, "link")]) {
      await assert.rejects(
        ensureFolder(below),
        says(
          /^Cannot make the folder ".*": ".*link" is a link to a place that is not there$/,
          /remove the link$/,
        ),
      );
    }
  }));

/** The machine's file system with some methods of an open file replaced; notes `close` and `rename` in `calls`. */
function systemWith(
  change: (file: OpenFile) => Partial<Pick<OpenFile, "write" | "sync">>,
  calls: string[] = [],
): FileSystem {
  return {
    remove: Deno.remove,
    readDir: Deno.readDir,
    async rename(from, to) {
      calls.push("rename");
      await Deno.rename(from, to);
    },
    async open(path, options) {
      const file = await Deno.open(path, options);
      return {
        write: (bytes) => file.write(bytes),
        sync: () => file.sync(),
        ...change(file),
        [Symbol.dispose]() {
          calls.push("close");
          file.close();
        },
      };
    },
  };
}
