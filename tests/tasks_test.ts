import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./shared.ts";

/** A file of JSON in the repository's root. */
function json(name: string) {
  return JSON.parse(readFileSync(join(ROOT, name), "utf8"));
}

const { tasks, permissions, allowScripts } = json("deno.json");

/** Every `deno run` of the tasks. */
const runs = Object.values<{ command: string }>(tasks).flatMap(({ command }) =>
  command.split(" && ").filter((part) => part.includes("deno run"))
);

/** Deno in the repository's root. */
function deno(args: readonly string[], input = "", env: Record<string, string> = {}) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return Promise.all([new Response(input).body!.pipeTo(child.stdin), child.output()]).then(([, output]) => ({
    code: output.code,
    stdout: new TextDecoder().decode(output.stdout),
    stderr: new TextDecoder().decode(output.stderr),
  }));
}

/** What is allowed of all that may be asked for. */
async function allowed(...flags: string[]): Promise<string[]> {
  const asked = [
    { name: "read" },
    { name: "write" },
    ...[
      "runs",
      "site",
      "bench",
      "docs",
      "docs/reference.md",
      "specs/recipe.schema.json",
      "specs/sweep.schema.json",
      "specs/encoder.schema.json",
      "/cache",
      "/cache/walt",
    ]
      .map(
        (path) => ({ name: "write", path }),
      ),
    { name: "env" },
    ...["INIT_CWD", "TERM", "HOME", "PATH", "WALT_ENGINE", "WALT_SHARED", "LD_LIBRARY_PATH"].map((
      variable,
    ) => ({
      name: "env",
      variable,
    })),
    { name: "sys" },
    ...["cpus", "hostname", "statfs", "systemMemoryInfo"].map((kind) => ({ name: "sys", kind })),
    { name: "run" },
    ...["deno", "python3", "sh", "sbatch", "squeue", "scontrol", "scancel", "ffmpeg"].map((command) => ({
      name: "run",
      command,
    })),
    { name: "ffi" },
    { name: "net" },
    ...["127.0.0.1", "0.0.0.0", "example.com"].map((host) => ({ name: "net", host })),
    { name: "import" },
  ];
  const ask = `for (const asked of ${JSON.stringify(asked)}) {
    if (Deno.permissions.querySync(asked).state === "granted") console.log(Object.values(asked).join(" ").trim());
  }`;
  const { code, stdout, stderr } = await deno(["run", "-q", "--no-prompt", ...flags, "-"], ask);
  assert.equal(code, 0, stderr);
  return stdout.trim().split("\n");
}

Deno.test("Every `deno run` of the tasks asks for no update, fetches no package and asks nothing", () => {
  assert.ok(runs.length > 8);
  for (const run of runs) {
    assert.match(run, /^DENO_NO_UPDATE_CHECK=1 deno run -q --cached-only --no-prompt /);
  }
});

Deno.test("A task names the set of its permissions; one stands on the command line, for a folder of variables", () => {
  const own = runs.filter((run) => !/ -A tests\//.test(run));
  const sets = own.map((run) => / --no-remote -P=(\w+) /.exec(run)?.[1]);
  assert.deepEqual([...new Set(sets)].sort(), Object.keys(permissions).sort());
  assert.deepEqual(
    runs.flatMap((run) => run.match(/--allow-\S+/g) ?? []),
    ['--allow-write=$XDG_CACHE_HOME/walt,$HOME/.cache/walt,$HOME/Library/Caches/walt"'],
  );
});

/** Writing wherever a person says, as `allowed` asks. */
const WRITE = [
  "write",
  "write runs",
  "write site",
  "write bench",
  "write docs",
  "write docs/reference.md",
  "write specs/recipe.schema.json",
  "write specs/sweep.schema.json",
  "write specs/encoder.schema.json",
  "write /cache",
  "write /cache/walt",
];

/** What choosing and finding an engine reads. */
const ENGINE = ["env INIT_CWD", "env TERM", "env HOME", "env WALT_ENGINE"];

/** What each set allows, of what `allowed` asks. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  run: ["read", "write runs", ...ENGINE, "sys systemMemoryInfo", "ffi"],
  report: ["read", ...WRITE, ...ENGINE, "sys systemMemoryInfo", "ffi"],
  sweep: [
    "read",
    ...WRITE,
    ...ENGINE,
    "sys statfs",
    "sys systemMemoryInfo",
    "run deno",
    "run sbatch",
    "run squeue",
    "run scontrol",
    "ffi",
  ],
  predict: ["read", ...ENGINE, "ffi"],
  check: ["read", "env INIT_CWD", "env TERM"],
  lsp: ["read", "env INIT_CWD", "env TERM"],
  playground: ["read", ...WRITE, "env INIT_CWD", "env TERM", "run deno"],
  new: ["read", ...WRITE, "env INIT_CWD", "env TERM"],
  doctor: ["read", ...ENGINE, "sys statfs", "sys systemMemoryInfo", "run ffmpeg", "ffi"],
  compare: ["read", ...WRITE, "env INIT_CWD", "env TERM"],
  data: ["read", ...WRITE, "env INIT_CWD", "env TERM", "env WALT_SHARED", "sys statfs"],
  bench: [
    "read",
    "write bench",
    "env INIT_CWD",
    "env TERM",
    "env WALT_SHARED",
    "env LD_LIBRARY_PATH",
    "sys cpus",
    "sys systemMemoryInfo",
    "run deno",
  ],
  video: ["read", ...WRITE, ...ENGINE, "sys systemMemoryInfo", "run ffmpeg", "ffi"],
  serve: [
    "read",
    "write runs",
    ...ENGINE,
    "sys systemMemoryInfo",
    "run ffmpeg",
    "ffi",
    "net 127.0.0.1",
    "net 0.0.0.0",
  ],
  schema: [
    "write docs/reference.md",
    "write specs/recipe.schema.json",
    "write specs/sweep.schema.json",
    "write specs/encoder.schema.json",
  ],
  package: ["read", "run deno"],
  licences: ["read", "run deno"],
  site: ["read", "write site", "env INIT_CWD", "env TERM", "run deno"],
  engine: [
    "read",
    "write /cache/walt",
    "env",
    "env INIT_CWD",
    "env TERM",
    "env HOME",
    "env PATH",
    "env WALT_ENGINE",
    "env WALT_SHARED",
    "env LD_LIBRARY_PATH",
    "sys statfs",
    "run python3",
  ],
};

for (const name of Object.keys(permissions)) {
  Deno.test(`What the permissions "${name}" allow`, async () => {
    const cache = name === "engine" ? ["--allow-write=/cache/walt"] : [];
    assert.deepEqual(await allowed(`-P=${name}`, ...cache), ALLOWED[name]);
  });
}

Deno.test("`deno test` without permissions says at once what to type", async () => {
  const { code, stdout, stderr } = await deno(["test", "tests/specs/types_test.ts"]);
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^error: .*Did you mean to run with `-P` or a permission flag\?/);
});

Deno.test("`deno test -P` may do all that tests need, and is what `deno task test` runs", async () => {
  const { code, stderr } = await deno([
    "test",
    "-P",
    "--no-check",
    "--filter=/^No method/",
    "tests/structure_test.ts",
  ]);
  assert.equal(code, 0, stderr);
  assert.match(tasks.test.command, / && deno test -P --sanitize-resources --sanitize-ops --parallel /);
});

Deno.test("deno.json denies the build scripts that packages have, so that Deno does not offer to run them", () => {
  const packages = Object.entries<{ scripts?: boolean }>(json("deno.lock").npm);
  const withScripts = packages.filter(([, { scripts }]) => scripts).map(([name]) =>
    `npm:${name.slice(0, name.indexOf("@", 1))}`
  );
  assert.ok(withScripts.length > 0);
  assert.deepEqual(allowScripts, { deny: withScripts.sort() });
});
