import assert from "node:assert/strict";
import { join } from "node:path";
import { enginePermissions } from "../../../../../pipeline/engines/permissions.ts";
import { libraryNames } from "../../../../../pipeline/engines/tensorflow/install/libraries.ts";
import { denoDir, type Ended, runDeno } from "../../process.ts";
import { temporaryFolder } from "../../../../temporary.ts";
import { needs } from "../../../../needs.ts";

const SIGNALS = { SIGILL: 4, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGSEGV: 11 };
const isLinux = Deno.build.os === "linux";

/** A process with last words that ends by itself, or by a signal. */
function dying(...signal: string[]): Ended {
  return runDeno(
    ["--allow-ffi", "--allow-run"],
    "tests/pipeline/engines/tensorflow/binding/dying_main.ts",
    signal,
    {},
  );
}

Deno.test({
  ...needs(
    "Linux",
    isLinux,
    "leaveLastWords(): they are printed when a deadly signal ends the process, which still ends it",
  ),
  fn() {
    for (const [signal, number] of Object.entries(SIGNALS)) {
      const { code, stderr } = dying(signal);
      assert.deepEqual([signal, code, stderr], [signal, 128 + number, "these are\nthe last words\n"]);
    }
  },
});

Deno.test("leaveLastWords(): nothing is printed when the process ends by itself or is asked to", () => {
  assert.deepEqual(dying(), { code: 0, stdout: "", stderr: "" });
  assert.deepEqual(dying("SIGTERM"), { code: 128 + 15, stdout: "", stderr: "" });
});

/** Whether there is a C compiler. */
function hasCompiler(): boolean {
  try {
    return new Deno.Command("cc", { args: ["--version"], stdout: "null", stderr: "null" }).outputSync()
      .success;
  } catch {
    return false;
  }
}

Deno.test({
  // Without a compiler there is nothing to make such a library with.
  ...needs(
    "Linux and a C compiler",
    isLinux && hasCompiler(),
    "openEngine() of a library that ends the process leaves a line that names it and what to try",
  ),
  fn() {
    const folder = temporaryFolder();
    const source = join(folder, "deadly.c");
    const deaths = {
      "raise(SIGSEGV)": 139,
      "*(volatile int *) 0 = 1": 139,
      "abort()": 134,
      "raise(SIGILL)": 132,
    };
    for (const [death, status] of Object.entries(deaths)) {
      const body = `__attribute__((constructor)) static void start(void) { ${death}; }`;
      Deno.writeTextFileSync(source, `#include <signal.h>\n#include <stdlib.h>\n${body}\n`);
      for (const name of Object.values(libraryNames())) {
        const args = ["-shared", "-fPIC", "-o", join(folder, name), source];
        assert.ok(new Deno.Command("cc", { args }).outputSync().success);
      }
      const { env, read } = enginePermissions.tensorflow;
      assert.deepEqual(read, ["the folder of libtensorflow", "walt's cache"]);
      const flags = [`--allow-env=${env}`, "--allow-ffi", `--allow-read=${folder},${join(denoDir(), "npm")}`];
      const variables = { WALT_TENSORFLOW: folder };
      const { code, stderr } = runDeno(
        flags,
        "tests/pipeline/engines/open_main.ts",
        ["tensorflow"],
        variables,
      );
      assert.deepEqual([death, code, stderr], [
        death,
        status,
        `error: the process died, with TensorFlow loaded from "${folder}"\n` +
        "  = run `walt engine --check` to see whether it is intact, or set WALT_ENGINE=wasm to go without it\n",
      ]);
    }
    Deno.removeSync(folder, { recursive: true });
  },
});
