import assert from "node:assert/strict";
import { join } from "node:path";
import * as walt from "../mod.ts";
import { ROOT } from "./shared.ts";
import { temporaryFolder } from "./temporary.ts";

/** What a call of deno in the repository's root prints and answers. */
async function deno(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1" } });
  const { code, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

interface Documentation {
  readonly nodes: Readonly<Record<string, Module>>;
}

interface Module {
  readonly module_doc: Doc;
  readonly symbols: readonly DocumentedSymbol[];
}

interface Doc {
  readonly tags?: readonly { readonly kind: string; readonly doc?: string }[];
}

interface DocumentedSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly jsDoc?: Doc;
  }[];
}

/** What is said of mod.ts and of everything that it exports, types too. */
async function documented(): Promise<Module> {
  const { code, stdout, stderr } = await deno("doc", "--json", "mod.ts");
  assert.equal(code, 0, stderr);
  return Object.values((JSON.parse(stdout) as Documentation).nodes)[0]!;
}

Deno.test("mod.ts exports the steps of a run", () => {
  assert.deepEqual(Object.keys(walt).sort(), [
    "LANGUAGE",
    "PADDING",
    "RunError",
    "SCALAR",
    "UserError",
    "adjustByHolm",
    "axis",
    "block",
    "checkAnnotations",
    "checkPredictions",
    "checkpointHeader",
    "compileRecipe",
    "compileTree",
    "createModel",
    "createSlots",
    "detectionsOf",
    "diagnose",
    "diagnosisSummary",
    "diffRecipes",
    "disposeSlots",
    "elements",
    "evaluate",
    "evaluateTestSplit",
    "evaluationSummary",
    "explain",
    "findProtocol",
    "groundTruthOf",
    "kind",
    "listVocabulary",
    "loadCheckpoint",
    "loadExtensions",
    "loadModel",
    "loadRecipe",
    "loadTree",
    "localize",
    "localizeVideo",
    "mapOfDraw",
    "mapTable",
    "number",
    "openDataset",
    "openEngine",
    "pairedDifference",
    "predictionsText",
    "protocolOptions",
    "protocolRules",
    "readAnnotations",
    "readCheckpoint",
    "readNpyFile",
    "readPredictions",
    "recipeSchemaText",
    "renderDiagnostics",
    "saveCheckpoint",
    "seedsNeeded",
    "setOwnRecipes",
    "severalAxes",
    "showType",
    "signal",
    "spreadOf",
    "tallyVideos",
    "train",
    "withDim",
    "withThresholds",
    "without",
    "word",
    "writeNpy",
  ]);
});

/** Types of zod and TensorFlow.js that ours are made of: to export them would be to document those packages. */
const OF_PACKAGES = [
  "ZodObject",
  "ZodType",
  "ZodRawShape",
  "output",
  "Tensor",
  "Tensor1D",
  "Tensor2D",
  "Tensor3D",
];

for (const module of ["mod.ts", "language.ts", "evaluation.ts"]) {
  Deno.test(`${module} has complete documentation, and refers to no other types but those of packages`, async () => {
    const { stderr } = await deno("doc", "--lint", module);
    const ofPackage = new RegExp(
      `^private-type-ref\\]: .* references private type '(${OF_PACKAGES.join("|")})'\n`,
    );
    const [, ...found] = stderr.split(/^error\[/m);
    assert.deepEqual(found.filter((each) => !ofPackage.test(each)), []);
    assert.match(stderr, new RegExp(`^error: Found ${found.length} documentation lint errors`, "m"));
  });
}

Deno.test("Every function and class of mod.ts has a titled example", async () => {
  const { symbols } = await documented();
  const without = symbols.flatMap(({ name, declarations }) =>
    declarations.some(({ kind, jsDoc }) =>
        (kind === "function" || kind === "class") &&
        !jsDoc?.tags?.some(({ kind, doc }) => kind === "example" && /^[A-Z].*\n```ts\n/.test(doc ?? ""))
      )
      ? [name]
      : []
  );
  assert.deepEqual(without, []);
});

Deno.test("Examples of mod.ts run, without network and native libraries", async () => {
  const { module_doc, symbols } = await documented();
  const docs = [module_doc, ...symbols.flatMap(({ declarations }) => declarations.map(({ jsDoc }) => jsDoc))];
  const examples = docs.flatMap((doc) => doc?.tags ?? []).filter(({ kind }) => kind === "example");
  // Files of their own for the compiler, in one process, so that walt is loaded once.
  const folder = temporaryFolder();
  const imports = examples.map(({ doc }, i) => {
    const [, title, code] = /^(.*)\n```ts\n([^]*?)^```$/m.exec(doc ?? "")!;
    Deno.writeTextFileSync(join(folder, `${i}.ts`), code!);
    return `Deno.test(${JSON.stringify(title)}, async () => void await import("./${i}.ts"));\n`;
  });
  Deno.writeTextFileSync(join(folder, "all_test.ts"), imports.join(""));
  const { code, stdout, stderr } = await deno(
    "test",
    "--config=deno.json",
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--allow-env",
    join(folder, "all_test.ts"),
  );
  assert.equal(code, 0, stdout + stderr);
  assert.equal(Number(/(\d+) passed/.exec(stdout)?.[1]), examples.length);
  assert.ok(examples.length > 40);
});

Deno.test("mod.ts can be imported without any permission", async () => {
  const { code, stderr } = await deno("run", "--no-prompt", "--cached-only", "--no-check", "mod.ts");
  assert.equal(code, 0, stderr);
});
