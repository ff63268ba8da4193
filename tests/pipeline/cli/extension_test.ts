import assert from "node:assert/strict";
import { join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { ROOT } from "../../shared.ts";
import { CHOOSING, computing, EXTENSION, write } from "./guide_extension.ts";
import { lastLine, task } from "./process.ts";
import { runsOf } from "./small_run.ts";
import { temporaryFolder } from "../../temporary.ts";

interface Results {
  readonly results: Readonly<Record<string, readonly { readonly label: string }[]>>;
}

/** Segments of the class that has the most. */
function mostOfAClass(segments: readonly { readonly label: string }[]): number {
  const counts = Object.values(Object.groupBy(segments, ({ label }) => label));
  return Math.max(0, ...counts.map((each) => each!.length));
}

Deno.test("the guide's extension file passes the compiler as it stands", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--doc-only", "docs/how_it_works.md"],
    cwd: ROOT,
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
});

Deno.test("a recipe uses functions, blocks and suppressions of a TypeScript file, also when it is checked and resumed", async () => {
  const folder = temporaryFolder();
  const recipe = write(folder, CHOOSING.join("\n"));
  const checked = await task(["check", recipe]);
  assert.equal(checked.code, 0, checked.stderr);
  const { code, stdout, stderr } = await task(["run", recipe, "--json"]);
  assert.equal(code, 0, stderr);
  const run = join(ROOT, String(lastLine(stdout)["run"]));
  try {
    const lines = Deno.readTextFileSync(join(run, "metrics.jsonl")).split("\n");
    const { losses } = JSON.parse(lines.find((line) => line.includes('"losses"'))!);
    assert.ok(losses.sparse > 0.69); // softplus is at least log 2 where x is at least 0
    const { results } = JSON.parse(Deno.readTextFileSync(join(run, "predictions.json"))) as Results;
    const counts = Object.values(results).map(mostOfAClass);
    assert.ok(counts.length > 0 && Math.max(...counts) === 2, `${counts}`);
    Deno.removeSync(join(run, "result.json"));
    const resumed = await task(["run", "--resume", run]);
    assert.equal(resumed.code, 0, resumed.stderr);
    write(folder, "", `console.log("imported");\n${EXTENSION}`);
    Deno.removeSync(join(run, "result.json"));
    const refused = await task(["run", "--resume", run]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /^error: Changed since the run began: extension "mine"\n {2}= restore/);
    const file = join(folder, "mine.ts");
    Deno.renameSync(file, `${file}.away`);
    const gone = await task(["run", "--resume", run]);
    assert.equal(gone.code, 2);
    assert.equal(
      gone.stderr,
      `error: Cannot read "${file}": there is no such file\n  = restore it: it is extension "mine" of the recipe\n`,
    );
    Deno.renameSync(`${file}.away`, file);
    for (const source of ["rgb", "flow"]) {
      Deno.mkdirSync(join(folder, "features", source), { recursive: true });
      Deno.writeFileSync(join(folder, "features", source, "a.npy"), npyBytes(30, 24, (i) => Math.sin(i)));
    }
    const predicted = await task(["predict", run, join(folder, "features")]);
    assert.equal(predicted.code, 0, predicted.stderr);
    assert.match(
      predicted.stderr,
      /^warning: extension "mine" was changed since the run began, and predicts/m,
    );
  } finally {
    Deno.removeSync(run, { recursive: true });
  }
});

Deno.test("what an extension prints is shown on standard error, with control characters as escapes", async () => {
  const folder = temporaryFolder();
  const talk = 'console.log("said \\x1b[31m%s", "twice");\nconsole.warn("warned");\n';
  const { code, stdout, stderr } = await task(["explain", write(folder, "", talk + EXTENSION), "--json"]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "said \\x1b[31mtwice\nwarned\n");
  assert.equal(JSON.parse(stdout).recipe.name, "test_extension");
});

for (
  const [what, extension, message] of [
    ["takes a name of the language", EXTENSION.replace('"softplus"', '"sum"'), /"sum" is there already/],
    ["exports nothing", "export {};", /exports no kinds of any family/],
    ["does not parse", "export const functions = [", /Cannot import extension/],
  ] as const
) {
  Deno.test(`check says so when an extension ${what}`, async () => {
    const { code, stderr } = await task(["check", write(temporaryFolder(), "", extension)]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  });
}

Deno.test("an extension imports nothing from the network", async () => {
  const remote = 'import "https://deno.land/x/nothing@v1.0.0/mod.ts";\n';
  for (const verb of ["check", "explain", "run"]) {
    const { code, stderr } = await task([verb, write(temporaryFolder(), "", remote + EXTENSION)]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /Cannot import extension ".*": A remote specifier was requested: /);
  }
});

/** Counts who asks for the network: a proxy that answers nobody. */
function countingProxy() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let asked = 0;
  const done = (async () => {
    for await (const connection of listener) {
      const head = new Uint8Array(64);
      await connection.read(head);
      // Deno's own look for a newer version is no business of an extension.
      if (!new TextDecoder().decode(head).includes("dl.deno.land")) asked++;
      connection.close();
    }
  })();
  const address = `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}`;
  return {
    env: { HTTP_PROXY: address, HTTPS_PROXY: address },
    async asked() {
      listener.close();
      await done;
      return asked;
    },
  };
}

Deno.test("an extension gets no package from the network, and the lockfile stays as it is", async () => {
  const lockfile = join(ROOT, "deno.lock");
  const before = Deno.readTextFileSync(lockfile);
  const proxy = countingProxy();
  const cases = [
    ["check", 'import "npm:left-pad@1.2.0";\n'],
    ["explain", 'await import("np" + "m:left-pad@1.2.0");\n'],
    ["run", 'import "npm:left-pad@1.2.0";\n'],
    ["check", 'import "jsr:@std/path@1.0.0";\n'],
  ] as const;
  for (const [verb, line] of cases) {
    const { code, stderr } = await task(
      [verb, write(temporaryFolder(), "", line + EXTENSION)],
      proxy.env,
    );
    assert.equal(code, 2, stderr);
    assert.match(stderr, /Cannot import extension ".*mine.ts": .*("npm:left-pad"|JSR package)/);
    assert.match(stderr, /copy the code beside the extension, or use what walt's deno.json has/);
  }
  assert.equal(await proxy.asked(), 0);
  assert.equal(Deno.readTextFileSync(lockfile), before);
});

for (
  const [what, line, message] of [
    [
      "writes a file",
      'Deno.writeTextFileSync("/tmp/walt_written", "x");',
      /Requires write access to "\/tmp\/walt_written"\n/,
    ],
    [
      "reaches the network",
      'await fetch("http://127.0.0.1:8080");',
      /Requires net access to "127.0.0.1:8080"\n/,
    ],
    ["calls native code", 'Deno.dlopen("libc.so.6", {});', /Requires ffi access to "libc.so.6"\n/],
    ["starts a program", 'new Deno.Command("true").outputSync();', /Requires run access to "true"\n/],
  ] as const
) {
  Deno.test(`check refuses an extension that ${what}`, async () => {
    const { code, stderr } = await task([
      "check",
      write(temporaryFolder(), "", `${line}\n${EXTENSION}`),
    ]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.match(stderr, /check and explain allow it nothing else/);
  });
}

Deno.test("an extension that ends the process behind walt's back does not look like success", async () => {
  const late = computing("(setTimeout(() => Deno.exit(0), 0), tf.softplus(x))");
  const recipe = write(
    temporaryFolder(),
    'logged: { soft: "mean(mean(sum(softplus(x), D), T), B)" }',
    late,
  );
  try {
    const { code, stderr } = await task(["run", recipe, "--set", "training.steps=500"], {
      WALT_ENGINE: "cpu",
    });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /Something ended the process before it was done, most likely an extension/);
  } finally {
    for (const folder of runsOf("test_extension")) Deno.removeSync(join(ROOT, folder), { recursive: true });
  }
});

Deno.test("check says so when an extension is not there", async () => {
  const recipe = write(temporaryFolder(), "");
  const { code, stderr } = await task(["check", recipe, "--set", "use.mine=nowhere.ts"]);
  assert.equal(code, 2);
  assert.match(stderr, /Cannot import extension ".*nowhere\.ts": no such file\n --> --set:1:10/);
});

Deno.test("what an extension throws later stops a run with a checkpoint, and reaches no terminal raw", async () => {
  const later = computing(
    '((globalThis.calls = (globalThis.calls ?? 0) + 1) === 20 && Promise.reject(new Error("later\\x1b[31m")), tf.softplus(x))',
  );
  const recipe = write(temporaryFolder(), 'logged: { soft: "mean(mean(sum(softplus(x), D), T), B)" }', later);
  try {
    const { code, stderr } = await task(["run", recipe, "--set", "training.steps=5000"], {
      WALT_ENGINE: "cpu",
    });
    assert.equal(code, 1, stderr);
    assert.match(
      stderr,
      /error: Something failed that nobody waits for, most likely in an extension:\nError: later\\x1b\[31m\n.*mine\.ts:\d+/,
    );
    const [, step] = /\nInterrupted at step (\d+)\. Go on with: /.exec(stderr) ?? assert.fail(stderr);
    const [run] = runsOf("test_extension");
    assert.equal(JSON.parse(Deno.readTextFileSync(join(ROOT, run!, "checkpoint.json"))).step, Number(step));
  } finally {
    for (const folder of runsOf("test_extension")) Deno.removeSync(join(ROOT, folder), { recursive: true });
  }
});
