import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import * as walt from "../mod.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What a call of deno in the repository's root prints and answers. */
async function deno(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1" } });
  const { code, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

interface Documentation {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly DocumentedSymbol[] }>>;
}

interface DocumentedSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly location: { readonly filename: string };
    readonly jsDoc?: { readonly tags?: readonly { readonly kind: string; readonly doc?: string }[] };
  }[];
}

/** Everything that mod.ts exports, types too. */
async function exportedSymbols(): Promise<readonly DocumentedSymbol[]> {
  const { code, stdout, stderr } = await deno("doc", "--json", "mod.ts");
  assert.equal(code, 0, stderr);
  return Object.values((JSON.parse(stdout) as Documentation).nodes)[0]!.symbols;
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
    "createModel",
    "createSlots",
    "detectionsOf",
    "diagnose",
    "diagnosisSummary",
    "disposeSlots",
    "elements",
    "evaluate",
    "evaluateTestSplit",
    "evaluationSummary",
    "findProtocol",
    "groundTruthOf",
    "kind",
    "loadCheckpoint",
    "loadExtensions",
    "loadModel",
    "loadRecipe",
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
    "readPredictions",
    "renderDiagnostics",
    "saveCheckpoint",
    "seedsNeeded",
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

Deno.test("mod.ts has complete documentation, and refers to no other types but those of packages", async () => {
  const { stderr } = await deno("doc", "--lint", "mod.ts");
  const ofPackage = new RegExp(
    `^private-type-ref\\]: .* references private type '(${OF_PACKAGES.join("|")})'\n`,
  );
  const [, ...found] = stderr.split(/^error\[/m);
  assert.deepEqual(found.filter((each) => !ofPackage.test(each)), []);
  assert.match(stderr, new RegExp(`^error: Found ${found.length} documentation lint errors`, "m"));
});

Deno.test("Every function and class of mod.ts has a titled example", async () => {
  const without = (await exportedSymbols()).flatMap(({ name, declarations }) =>
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
  const examples = (await exportedSymbols()).flatMap(({ declarations }) =>
    declarations.flatMap(({ location, jsDoc }) =>
      (jsDoc?.tags ?? []).filter(({ kind }) => kind === "example").map(() => fileURLToPath(location.filename))
    )
  );
  const { code, stdout, stderr } = await deno(
    "test",
    "--doc",
    "--parallel",
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "mod.ts",
    ...new Set(examples),
  );
  assert.equal(code, 0, stdout + stderr);
  // One more: that of the module itself.
  assert.equal(Number(/(\d+) passed/.exec(stdout)?.[1]), examples.length + 1);
});

Deno.test("mod.ts can be imported without any permission", async () => {
  const { code, stderr } = await deno("run", "--no-prompt", "--cached-only", "--no-check", "mod.ts");
  assert.equal(code, 0, stderr);
});
