import assert from "node:assert/strict";
import { join } from "node:path";
import { openRegular, readBytes, readText, readTextSync, Unreadable } from "../../pipeline/reading.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics.ts";

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Makes what is no regular file, and returns its path. */
const ODD: Record<string, { make: (path: string) => Disposable | void; what: string }> = {
  "a named pipe": {
    make: (path) => void new Deno.Command("mkfifo", { args: [path] }).outputSync(),
    what: "it is a named pipe",
  },
  "a link to a device": { make: (path) => Deno.symlinkSync("/dev/zero", path), what: "it is a device" },
  "a circle of links": {
    make: (path) => Deno.symlinkSync(path, path),
    what: "it is a link that leads back to itself",
  },
  "a folder": { make: (path) => Deno.mkdirSync(path), what: "it is a folder" },
  "a socket": {
    make: (path) => Deno.listen({ transport: "unix", path }),
    what: "it is a socket",
  },
  "a link to nothing": {
    make: (path) => Deno.symlinkSync(`${path}-gone`, path),
    what: "there is no such file",
  },
};

for (const [name, { make, what }] of Object.entries(ODD)) {
  Deno.test({
    name: `${name} is refused before it is read`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      inFolder(async (folder) => {
        const path = join(folder, "odd");
        using _open = make(path) ?? undefined;
        for (const read of [readText, readBytes, openRegular]) {
          await assert.rejects(() => read(path), (error) => {
            assert.ok(error instanceof UserError);
            assert.equal(error.message, `Cannot read "${path}": ${what}`);
            return true;
          });
        }
        assert.throws(
          () => readTextSync(path),
          (error) => error instanceof Unreadable && error.message === what,
        );
      }),
  });
}

for (
  const [title, name, what] of [
    ["a name that is too long", "a".repeat(300), "its name is longer than a file name may be"],
    ["a name with a NUL character", "a\0b", "no file can have this name"],
    ["a file within a file", "text/inner", "there is no such file"],
  ] as const
) {
  Deno.test(`${title} is refused in a person's terms`, () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(join(folder, "text"), "");
      await assert.rejects(readText(join(folder, name), "say another"), (error) => {
        assert.ok(error instanceof UserError);
        assert.ok(error.message.endsWith(`: ${what}`), error.message);
        assert.equal(error.diagnostics[0]!.hint, "say another");
        return true;
      });
    }));
}

Deno.test("readText() takes a byte order mark away and places bytes that are not UTF-8", () =>
  inFolder(async (folder) => {
    const path = join(folder, "text");
    await Deno.writeFile(path, Uint8Array.of(0xef, 0xbb, 0xbf, 0x68, 0x69));
    assert.equal(await readText(path), "hi");
    assert.equal(readTextSync(path), "hi");
    await Deno.writeFile(path, Uint8Array.of(0x61, 0x0a, 0x62, 0xe9, 0x63));
    await assert.rejects(readText(path), (error) => {
      assert.equal(
        renderDiagnostics(error as UserError),
        [
          `error: Cannot read "${path}": it has bytes that are not UTF-8`,
          ` --> ${path}:2:2`,
          "  |",
          "2 | b\ufffdc",
          "  |  ^ save it as UTF-8",
        ].join("\n"),
      );
      return true;
    });
    for (const mark of [[0xff, 0xfe], [0xfe, 0xff]]) {
      await Deno.writeFile(path, Uint8Array.of(...mark, 0x61, 0));
      await assert.rejects(readText(path), { message: `Cannot read "${path}": it is UTF-16` });
    }
  }));

Deno.test("a text that no string can hold is refused by its size, before it is read", () =>
  inFolder(async (folder) => {
    const path = join(folder, "large");
    await Deno.writeTextFile(path, "");
    await Deno.truncate(path, 2 ** 29 - 23);
    await assert.rejects(readText(path), {
      message: `Cannot read "${path}": it has 537 MB, more than the 537 MB that fit`,
    });
    await Deno.truncate(path, 5 * 2 ** 30);
    await assert.rejects(readText(path), { message: /it has 5,369 MB, more than the 537 MB that fit$/ });
  }));
