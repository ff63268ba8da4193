/** The package that would be published: what is in it, and whether programs and people can use it. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { licencesText, npmCache } from "../package/licences.ts";
import { versionsOf } from "../package/manifest.ts";
import { needs } from "./needs.ts";
import { MANIFEST, newcomer, TARBALL, UNPACKED } from "./packed.ts";
import { ROOT } from "./shared.ts";
import { temporaryFolder } from "./temporary.ts";

/** What a program prints. */
async function output(program: string, args: readonly string[], cwd: string): Promise<string> {
  const command = new Deno.Command(program, { args: [...args], cwd, env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = await command.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

Deno.test("The package has what users need, and nothing that is there for walt's own tests", async () => {
  const files = (await output("tar", ["tzf", TARBALL], ROOT)).trim().split("\n")
    .map((file) => file.replace(/^package\//, ""));
  const folders = new Set(files.map((file) => file.replace(/^(app\/[^/]+|(?!app\/)[^/]+)\/.*$/, "$1/")));
  assert.deepEqual(
    [...folders].sort(),
    [
      ...["CHANGELOG.md", "LICENSE", "LICENSES.md", "README.md"],
      ...["LICENSE", "build", "deno.json", "deno.lock", "evaluation.ts", "language.ts", "mod.ts"].map((
        name,
      ) => `app/${name}`),
      ...["docs", "pipeline", "recipes", "runtimes", "specs", "sweeps"].map((name) => `app/${name}/`),
      ...["docs/", "evaluation.d.ts", "evaluation.js", "language.d.ts", "language.js", "mod.d.ts", "mod.js"],
      ...["package.json", "pipeline/", "recipes/", "specs/", "walt.js"],
    ].sort(),
  );
  assert.ok(
    ["app/recipes/demo.yaml", "app/pipeline/cli/main.ts", "docs/write_a_recipe.md"].every((each) =>
      files.includes(each)
    ),
  );
  assert.deepEqual(
    files.filter((file) => /(^|\/)(tests?|fixtures|golden|bench|node_modules|\.ci)\/|_test\./.test(file)),
    [],
  );
});

Deno.test("package.json says the version of deno.json, and the exact versions of its imports", () => {
  assert.equal(MANIFEST.version, config.version);
  const versions = versionsOf(config.imports);
  assert.ok(Object.keys(MANIFEST.dependencies).length > 10);
  for (const [name, version] of Object.entries(MANIFEST.dependencies)) {
    assert.equal(version, versions.get(name), name);
  }
});

Deno.test("An installed walt fetches the packages that it imports, and none for tests and pages", async () => {
  const app = join(UNPACKED, "app");
  const lock = (folder: string) => JSON.parse(readFileSync(join(folder, "deno.lock"), "utf8")).npm;
  const [all, fetched] = [lock(ROOT), lock(app)];
  const integrityOf = (of: object) => (of as { integrity: string }).integrity;
  for (const [name, entry] of Object.entries(fetched)) {
    assert.equal(integrityOf(entry as object), integrityOf(all[name]), name);
  }
  const left = Object.keys(all).filter((name) => !(name in fetched)).join(" ");
  for (const name of ["@codemirror/view", "@dagrejs/dagre", "ajv", "fast-check", "puppeteer-core"]) {
    assert.ok(left.includes(`${name}@`), name);
  }
  const { modules } = JSON.parse(
    await output(Deno.execPath(), ["info", "--json", "pipeline/cli/main.ts"], app),
  ) as {
    modules: { specifier: string; error?: string; dependencies?: { code?: { error?: string } }[] }[];
  };
  const absent = modules.flatMap(({ specifier, error, dependencies = [] }) => [
    ...error === undefined ? [] : [specifier.replace(`file://${app}/`, "")],
    ...dependencies.flatMap(({ code }) => code?.error ?? []),
  ]);
  // The verbs of a checkout.
  const verbs = ["bench", "parity", "playground"].map((verb) => `pipeline/cli/${verb}.ts`);
  assert.deepEqual(absent.sort(), verbs);
  const { imports } = JSON.parse(readFileSync(join(app, "deno.json"), "utf8"));
  const specifiers = modules.flatMap(({ specifier }) => specifier.startsWith("npm:") ? [specifier] : []).join(
    " ",
  );
  const unused = [...versionsOf(imports)].filter(([name, version]) =>
    !name.startsWith("@types/") && !specifiers.includes(`${name}@${version}`)
  );
  assert.deepEqual(unused, []);
});

Deno.test("LICENSES.md is current: deno task licences writes it", async () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "deno.lock"), "utf8"));
  assert.equal(licencesText(lock, await npmCache()), readFileSync(join(ROOT, "LICENSES.md"), "utf8"));
});

Deno.test("deno publish takes the modules and what they import, no rooms beside them", async () => {
  const told = await output(Deno.execPath(), ["publish", "--dry-run", "--allow-dirty", "--no-check"], ROOT);
  const files = [...told.matchAll(/ file:\/\/(\S+) \(/g)].map(([, path]) => path!.slice(ROOT.length + 1));
  assert.ok(
    ["mod.ts", "language.ts", "evaluation.ts", "specs/program.ts", "recipes/demo.yaml"].every((each) =>
      files.includes(each)
    ),
  );
  const rooms = (paths: readonly string[]) =>
    [...new Set(paths.flatMap((path) => /^pipeline\/[^/]+/.exec(path)?.[0] ?? []))].sort();
  const { modules } = JSON.parse(await output(Deno.execPath(), ["info", "--json", "mod.ts"], ROOT)) as {
    modules: { specifier: string }[];
  };
  const imported = modules.map(({ specifier }) => specifier.replace(`file://${ROOT}/`, ""));
  assert.deepEqual(rooms(files), rooms([...imported, "pipeline/version.ts"]));
  assert.deepEqual(files.filter((file) => /^(tests|bench|package|editors|docs|runtimes)\//.test(file)), []);
});

const HAS_NODE = await new Deno.Command("node", { args: ["--version"] }).output().then(
  () => true,
  () => false,
);

for (
  const [module, names] of [["language", ["fastest-levenshtein", "path-browserify", "yaml", "zod"]], [
    "evaluation",
    ["@noble/hashes", "@xmldom/xmldom", "fastest-levenshtein", "fflate", "path-browserify", "zod"],
  ]] as const
) {
  Deno.test({
    ...needs(
      "Node",
      HAS_NODE,
      `The example of @walt/walt/${module} runs in Node, with the packages ${names.join(", ")} alone`,
    ),
    async fn() {
      const folder = temporaryFolder();
      const link = (path: string, name: string) => {
        mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
        symlinkSync(path, join(folder, "node_modules", name));
      };
      link(UNPACKED, "@walt/walt");
      const cache = await npmCache();
      const [registry] = readdirSync(cache).filter((name) => !/^\d+$/.test(name));
      for (const name of names) {
        link(join(cache, registry!, name, versionsOf(config.imports).get(name)!), name);
      }
      const text = readFileSync(join(UNPACKED, `${module}.js`), "utf8");
      const [, example] = /```ts\n([^]*?) \* ```/.exec(text)!;
      writeFileSync(join(folder, "example.mjs"), example!.replaceAll(/^ \* ?/gm, ""));
      symlinkSync(join(UNPACKED, "app", "recipes"), join(folder, "recipes"));
      await output("node", ["--preserve-symlinks", "example.mjs"], folder);
    },
  });
}

const PROGRAM = `
import { createModel, evaluateTestSplit, loadRecipe, openDataset, openEngine, train } from "@walt/walt";
const set = ["constants.hidden=8", "features.sampling.length=20", "data.videos={train: 5, test: 2}", "training.steps=5"];
const program = loadRecipe(Deno.args[0]!, { set });
const model = createModel(program, await openEngine("cpu"));
const dataset = await openDataset(program.recipe);
await train(model, dataset);
const { evaluation } = await evaluateTestSplit(model, dataset);
console.log(evaluation!.map.length, "thresholds");
model.dispose();
`;

Deno.test("A program in an empty folder imports the package of a registry by one line", async () => {
  using person = await newcomer();
  const imports = { "@walt/walt": `npm:@walt/walt@${MANIFEST.version}` };
  writeFileSync(join(person.folder, "deno.json"), JSON.stringify({ imports }));
  writeFileSync(join(person.folder, "program.ts"), PROGRAM);
  const recipe = join(UNPACKED, "app/recipes/demo.yaml");
  assert.match(
    await person.run("deno", "run", "-q", "--check", "-A", "program.ts", recipe),
    /^\d thresholds$/m,
  );
});

Deno.test("A program in an empty folder imports a checkout that deno.json links", async () => {
  const folder = temporaryFolder();
  const imports = { "@walt/walt": `jsr:@walt/walt@${config.version}` };
  writeFileSync(join(folder, "deno.json"), JSON.stringify({ links: [ROOT], imports }));
  writeFileSync(join(folder, "program.ts"), PROGRAM);
  const printed = await output(Deno.execPath(), [
    "run",
    "-q",
    "-A",
    "program.ts",
    join(ROOT, "recipes/demo.yaml"),
  ], folder);
  assert.match(printed, /^\d thresholds$/m);
});

Deno.test("deno install makes the command walt of the package, which knows its recipes in an empty folder", async () => {
  using person = await newcomer();
  await person.run("deno", "install", "-q", "-g", "-A", `npm:@walt/walt@${MANIFEST.version}`);
  const walt = join(person.folder, "../.deno/bin/walt");
  assert.match(await person.run(walt, "check", "demo"), /^ok demo: /);
  assert.equal(await person.run(walt, "--version"), `${config.version}\n`);
  await person.run(walt, "new", "mine", "--from", "cola_thumos", "--whole");
  assert.match(readFileSync(join(person.folder, "mine.yaml"), "utf8"), /^ {2}root: data\/THUMOS14$/m);
});
