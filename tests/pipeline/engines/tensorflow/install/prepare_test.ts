import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchedFolder } from "../../../../../pipeline/engines/tensorflow/install/cache.ts";
import { noRoom } from "../../../../../pipeline/engines/tensorflow/install/prepare.ts";
import { denoDir, runDeno } from "../../process.ts";
import { needs } from "../../../../needs.ts";
import { core, framework, makeWheel, names } from "./wheel.ts";
import { temporaryFolder } from "../../../../temporary.ts";

const { bytes, wheel } = makeWheel();
const [coreName, frameworkName] = names as [string, string];

/** A home with a python3 that has pip and no TensorFlow, and a network as long as the wheel is there. */
function withHome(test: (home: string, folder: string) => void): void {
  const home = temporaryFolder();
  const wheelFile = join(home, "tensorflow.whl");
  Deno.writeFileSync(wheelFile, bytes);
  Deno.mkdirSync(join(home, "bin"));
  const script = `#!/bin/sh
[ "$1" = -c ] && { [ ! -e ${home}/python ] || /bin/cat ${home}/python; exit; }
[ "$3" = --version ] && exit 0
while [ "$1" != --dest ]; do shift; done
/bin/cp ${wheelFile} "$2/" 2> ${home}/stderr || { echo "ERROR: no network" >&2; exit 1; }
`;
  Deno.writeTextFileSync(join(home, "bin", "python3"), script, { mode: 0o755 });
  test(home, fetchedFolder(join(home, "walt"), wheel));
  Deno.removeSync(home, { recursive: true });
}

/** The lines that are said, and how it ended. */
function prepare(home: string, args: string[] = [], env: Record<string, string> = {}): string[] {
  const read = [home, join(denoDir(), "npm")];
  const flags = ["--allow-env", "--allow-run=python3", "--allow-sys=statfs", `--allow-read=${read}`];
  const environment = { XDG_CACHE_HOME: home, PATH: join(home, "bin"), ...env };
  const main = "tests/pipeline/engines/tensorflow/install/prepare_main.ts";
  const { stdout, stderr } = runDeno([...flags, `--allow-write=${home}`], main, args, environment);
  assert.equal(stderr, "");
  return stdout.trimEnd().split("\n").map((line) => line.replaceAll(home, "~"));
}

const FETCHING = "Fetching TensorFlow 1.2.3 (0 MB, 3 MB unpacked, into ~/walt)";
const FETCHED = "fetched from walt's cache";

Deno.test("prepareTensorflow() says what it fetches first, once", () => {
  withHome((home, folder) => {
    assert.deepEqual(prepare(home), [FETCHING, FETCHED]);
    assert.deepEqual(Deno.readFileSync(join(folder, coreName)), core);
  });
});

/** What may happen to a file of the same size. */
const damages: Record<string, (path: string, content: Uint8Array) => void> = {
  "a zero tail": (path, content) => Deno.writeFileSync(path, content.slice().fill(0, content.length >> 1)),
  "a flipped bit": (path, content) => Deno.writeFileSync(path, content.with(1000, content[1000]! ^ 1)),
};

Deno.test("prepareTensorflow() notices other content of the same size, and fetches it again", () => {
  for (const damage of Object.values(damages)) {
    for (const marked of [true, false]) {
      withHome((home, folder) => {
        prepare(home);
        damage(join(folder, frameworkName), framework);
        if (!marked) Deno.removeSync(join(folder, "verified.json"));
        const [checking, fetching, ...last] = prepare(home);
        const where = fetchedFolder("~/walt", wheel);
        assert.equal(checking, `Checking TensorFlow in ${where}`);
        const wrong =
          `TensorFlow in walt's cache is damaged: ${frameworkName} has a SHA-256 that begins with `;
        assert.ok(fetching!.startsWith(wrong) && fetching!.endsWith(`. ${FETCHING}`), `said ${fetching}`);
        assert.deepEqual(last, [FETCHED]);
        assert.deepEqual(Deno.readFileSync(join(folder, frameworkName)), framework);
      });
    }
  }
});

Deno.test("prepareTensorflow() where it cannot fetch says what is damaged, keeps it, and reads it no second time", () => {
  withHome((home, folder) => {
    prepare(home);
    damages["a zero tail"]!(join(folder, frameworkName), framework);
    Deno.removeSync(join(home, "tensorflow.whl"));
    const [checking, ...first] = prepare(home);
    assert.match(checking!, /^Checking/);
    assert.match(
      first[1]!,
      /^TensorFlow in walt's cache is damaged: .*, and pip could not download it \(no network\)$/,
    );
    assert.deepEqual(prepare(home), first);
    assert.deepEqual([...Deno.readDirSync(join(home, "walt"))].length, 1);
  });
});

Deno.test("prepareTensorflow() repairs what is damaged though nothing tells, also beside WALT_TENSORFLOW", () => {
  withHome((home, folder) => {
    prepare(home);
    const path = join(folder, frameworkName);
    const { atime, mtime } = Deno.statSync(path);
    damages["a flipped bit"]!(path, framework);
    Deno.utimeSync(path, atime!, mtime!);
    const env = { WALT_TENSORFLOW: folder };
    assert.deepEqual(prepare(home, [], env), ["ready from WALT_TENSORFLOW"]);
    assert.deepEqual(prepare(home, ["--repair"], env).at(-1), FETCHED);
    assert.deepEqual(Deno.readFileSync(path), framework);
    const [checking, ...last] = prepare(home, ["--repair"], env);
    assert.match(checking!, /^Checking/);
    assert.deepEqual(last, ["ready from WALT_TENSORFLOW"]);
  });
});

Deno.test({
  ...needs(
    "Linux",
    Deno.build.os === "linux",
    "prepareTensorflow() takes no cut library of a Python package, and says so",
  ),
  fn() {
    withHome((home) => {
      const python = join(home, "site-packages");
      Deno.mkdirSync(python);
      const program = Deno.readFileSync(Deno.execPath()).subarray(0, 1000);
      for (const name of names) Deno.writeFileSync(join(python, name), program);
      Deno.writeTextFileSync(join(home, "python"), python);
      const [fetching, ...last] = prepare(home);
      const wrong =
        /^TensorFlow in ~\/site-packages is damaged: libtensorflow_cc\.so\.2 has 1000 bytes of \d+\. /;
      assert.match(fetching!, wrong);
      assert.equal(fetching!.replace(wrong, ""), FETCHING);
      assert.deepEqual(last, [FETCHED]);
    });
  },
});

Deno.test("noRoom() says how much is needed where it is not there, and nothing where that cannot be known", () => {
  const large = { ...wheel, bytes: 274_000_000, files: [{ ...wheel.files[0]!, bytes: 853_000_000 }] };
  assert.equal(
    noRoom("/cache", [large], () => 500_000_000),
    "it needs 1127 MB in /cache, where 500 MB are free",
  );
  assert.equal(noRoom("/cache", [large], () => 1_127_000_000), undefined);
  assert.equal(noRoom(join(tmpdir(), "not", "there"), [wheel]), undefined);
  assert.equal(
    noRoom("/cache", [large], () => {
      throw new Deno.errors.NotCapable("statfs");
    }),
    undefined,
  );
});
