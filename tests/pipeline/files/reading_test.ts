import assert from "node:assert/strict";
import { join } from "node:path";
import {
  isFolder,
  isThere,
  openRegular,
  readBytes,
  readFolder,
  readText,
  readTextSync,
  requireRegular,
} from "../../../pipeline/files/reading.ts";
import { Unreadable } from "../../../pipeline/files/unreadable.ts";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { inFolder } from "../../temporary.ts";
import { needs } from "../../needs.ts";

/** What is no regular file; what `make` gives is closed after the test. */
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
    ...needs("a POSIX system", Deno.build.os !== "windows", `${name} is refused before it is read`),
    fn: () =>
      inFolder(async (folder) => {
        const path = join(folder, "odd");
        using _open = make(path) ?? undefined;
        for (const read of [readText, readBytes, openRegular, requireRegular]) {
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
  const [title, name, what, code] of [
    ["a name that is too long", "a".repeat(300), "its name is longer than a file name may be"],
    ["a name with a NUL character", "a\0b", "no file can have this name"],
    ["a file within a file", "text/inner", "there is no such file", "absent-file"],
  ] as const
) {
  Deno.test(`${title} is refused in a person's terms`, () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(join(folder, "text"), "");
      for (const read of [readText, readFolder]) {
        await assert.rejects(read(join(folder, name), "say another"), (error) => {
          assert.ok(error instanceof UserError);
          assert.ok(error.message.endsWith(`: ${what}`), error.message);
          return true;
        });
      }
      const hints = [{
        ...(code ? { code } : {}),
        hint: "say another",
        message: `Cannot read "${join(folder, name)}": ${what}`,
      }];
      await assert.rejects(readText(join(folder, name), "say another"), {
        diagnostics: hints.map((each) => ({ ...each, place: undefined })),
      });
    }));
}

Deno.test("readText() says what a file is compressed by, and how it is unpacked", () =>
  inFolder(async (folder) => {
    const path = join(folder, "gt.json.gz");
    const zipped = new Blob(["{}"]).stream().pipeThrough(new CompressionStream("gzip"));
    Deno.writeFileSync(path, new Uint8Array(await new Response(zipped).arrayBuffer()));
    await assert.rejects(readText(path), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `Cannot read "${path}": it is compressed by gzip`);
      assert.equal(error.diagnostics[0]!.hint, `unpack it: gunzip -k "${path}"`);
      return true;
    });
  }));

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
    // A replacement character that the text has itself is no mistake.
    await Deno.writeFile(path, new Uint8Array([0xef, 0xbb, 0xbf, 0xef, 0xbf, 0xbd, 0x61, 0xff]));
    await assert.rejects(readText(path), (error) => {
      const { line, column } = (error as UserError).diagnostics[0]!.place!;
      assert.deepEqual([line, column], [1, 3]);
      return true;
    });
    for (const mark of [[0xff, 0xfe], [0xfe, 0xff], [0, 0, 0xfe, 0xff]]) {
      await Deno.writeFile(path, Uint8Array.of(...mark, 0x61, 0));
      await assert.rejects(readText(path), { message: `Cannot read "${path}": it is UTF-16 or UTF-32` });
    }
  }));

Deno.test("a text that no string can hold is refused by its size, before it is read", () =>
  inFolder(async (folder) => {
    const path = join(folder, "large");
    await Deno.writeTextFile(path, "");
    await Deno.truncate(path, 2 ** 29 - 23);
    await assert.rejects(readText(path), {
      message: `Cannot read "${path}": it is too large: 537 MB, at most 537 MB can be read`,
    });
    await Deno.truncate(path, 5 * 2 ** 30);
    const message = "it is too large: 5,369 MB, at most 537 MB can be read";
    await assert.rejects(readText(path), { message: `Cannot read "${path}": ${message}` });
    assert.throws(() => readTextSync(path), { name: "Unreadable", message });
    await assert.rejects(readBytes(path, "ask for less", 4), { message: /at most 1 MB can be read$/ });
  }));

Deno.test("readFolder() gives names in order", () =>
  inFolder(async (folder) => {
    for (const name of ["b", "a", "C"]) await Deno.writeTextFile(join(folder, name), "");
    assert.deepEqual((await readFolder(folder)).map(({ name }) => name), ["C", "a", "b"]);
    await assert.rejects(readFolder(join(folder, "a")), { message: /a": it is a file, no folder$/ });
  }));

Deno.test("requireRegular() bounds a size, and isThere() sees a link that leads nowhere", () =>
  inFolder(async (folder) => {
    const path = join(folder, "x");
    assert.equal(isThere(path), false);
    Deno.symlinkSync(path, path);
    assert.equal(isThere(path), true);
    await Deno.remove(path);
    await Deno.writeTextFile(path, "12345");
    await requireRegular(path, 5);
    await assert.rejects(requireRegular(path, 4), { message: /: it is too large: 1 MB, / });
  }));

Deno.test("isFolder() knows a folder and a link to one from all else", () =>
  inFolder((folder) => {
    const at = (name: string) => join(folder, name);
    Deno.writeTextFileSync(at("file"), "");
    Deno.symlinkSync(folder, at("link"));
    Deno.symlinkSync(at("file"), at("link to a file"));
    Deno.symlinkSync(at("nothing"), at("dangling"));
    const names = ["", "link", "file", "link to a file", "dangling", "nothing"];
    assert.deepEqual(names.filter((name) => isFolder(at(name))), ["", "link"]);
    return Promise.resolve();
  }));
