import assert from "node:assert/strict";
import { join } from "node:path";
import { compileFile } from "../../../pipeline/cli/load.ts";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../../shared.ts";
import { write } from "./written.ts";

/** What a person is told, with `e.ts` for the file's path. */
async function told(extension: string): Promise<string> {
  const { folder, recipe } = write(extension);
  try {
    await compileFile(recipe, { read: Deno.readTextFileSync });
    return "";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const { message, place } of error.diagnostics) assert.ok(place, message);
    return renderDiagnostics(error).replaceAll(`${folder}/`, "");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("an extension that is right compiles", async () => {
  assert.equal(await told("export const functions = [{ spec, run }];"), "");
  assert.equal(await told("export const blocks = [{ spec: block, run }];"), "");
});

const CASES: readonly (readonly [what: string, extension: string, expected: RegExp])[] = [
  ["is larger than 16 MiB", "/".repeat(2 ** 24), /^error: Cannot read "e.ts": it is too large: 17 MB/],
  ["throws null", "throw null;", /^error: Cannot import extension "e.ts": it threw null\n --> r.yaml:4:14/],
  ["throws text", 'throw "oh";', /: it threw "oh"\n --> r.yaml:4:14/],
  ["throws an error", 'throw new Error("oh");', /"e.ts": oh\n +--> e.ts:13:7/],
  ["ends the process", "Deno.exit(0);", /It calls Deno.exit\(0\)\n +--> e.ts:13:6/],
  [
    "ends the process by Node's way",
    'import process from "node:process";\nprocess.exit(0);',
    /It calls Deno.exit\(0\)\n +--> e.ts:14:9/,
  ],
  [
    "changes a built-in method",
    "Array.prototype.map = () => { throw 1; };",
    /: It changes Array.prototype.map, which all of walt uses: give it a function of its own\n --> r.yaml:4:14/,
  ],
  [
    "takes a built-in away",
    "delete Array.prototype[Symbol.iterator];",
    /Array.prototype.Symbol\(Symbol.iterator\)/,
  ],
  [
    "changes what iterates",
    "Object.getPrototypeOf([].values()).next = () => ({ done: true });",
    /ArrayIterator.prototype.next/,
  ],
  ["puts a class of its own in place of a built-in", "globalThis.Map = class {};", /It changes Map, /],
  [
    "changes a built-in and throws",
    "JSON.stringify = Object.keys = null; throw null;",
    /: it threw null\n --> r.yaml/,
  ],
  ["does not parse", "export const functions = [", /SyntaxError: Expression expected\n +--> e.ts:13:26/],
  [
    "imports what is not there",
    'import "./nowhere.ts";',
    /Module not found "file:.*nowhere.ts"\n +--> /,
  ],
  ["imports a name that is not there", 'import { a } from "node:path"; a;', /does not provide an export/],
  [
    "exports half a function",
    'export const functions = [{ spec: { name: "NAME" }, run }];',
    /3 problems[^]*functions\[0\].spec.summary must be text\n[^]*spec.parameters must be a list\n[^]*spec.result must be a function/,
  ],
  ["exports no run", "export const functions = [{ spec }];", /functions\[0\].run must be a function/],
  ["exports no list", "export const functions = { spec };", /functions must be a list/],
  ["exports a promise", "export const functions = Promise.resolve([]);", /functions must be a list/],
  [
    "exports a parameter of a kind of its own",
    'export const functions = [{ spec: { ...spec, parameters: [{ ...parameters[0], takes: "all" }] }, run }];',
    /parameters\[0\].takes must be one of "signal"/,
  ],
  [
    "exports a sampler that is whole by halves",
    'export const train_samplers = [{ spec: { kind: "mine", summary: "", options() {}, whole: 0.5 }, run }];',
    /train_samplers\[0\]\.spec\.whole must be true or false/,
  ],
  [
    "exports what cannot be read",
    "export const functions = [{ get spec() { throw null }, run }];",
    /Cannot read what extension "e.ts" exports: it threw null/,
  ],
  [
    "exports a name twice",
    "export const functions = [{ spec, run }, { spec, run }];",
    /"thing_\d+" is there already/,
  ],
  [
    "has a rule that throws null",
    "export const functions = [{ spec: { ...spec, result() { throw null } }, run }];",
    /Function "thing_\d+" of extension "e.ts" fails: it threw null\n --> r.yaml:5:21/,
  ],
  [
    "has a rule that fails",
    "export const functions = [{ spec: { ...spec, result: () => undefined.x }, run }];",
    /fails: Cannot read .* at e.ts:13:\d+\n --> r.yaml:5:21/,
  ],
  [
    "has a rule that ends the process",
    "export const functions = [{ spec: { ...spec, result: () => Deno.exit(0) }, run }];",
    /fails: It calls Deno.exit\(0\), at e.ts/,
  ],
  [
    "has a rule that gives a promise",
    "export const functions = [{ spec: { ...spec, result: async () => 1 }, run }];",
    /wrong answer from result\(\): type must be an object/,
  ],
  [
    "has a rule that gives NaN",
    'export const functions = [{ spec: { ...spec, result: () => ({ type: { dims: [{ axis: "D", size: 1, count: NaN }] } }) }, run }];',
    /type.dims\[0\].count must be a number/,
  ],
  [
    "has a block without options",
    "export const blocks = [{ spec: { ...block, options: () => 1 }, run }];",
    /options\(\): must give a zod object at embedding.mine\n --> r.yaml:5:28/,
  ],
  [
    "has a block whose options throw",
    "export const blocks = [{ spec: { ...block, options: () => { throw null } }, run }];",
    /fails: it threw null at embedding.mine/,
  ],
  [
    "has a block whose input is no option",
    'export const blocks = [{ spec: { ...block, inputs: ["out"] }, run }];',
    /has an input "out" that is no option/,
  ],
  [
    "has a block whose update is no option",
    'export const blocks = [{ spec: { ...block, update: "next" }, run }];',
    /has an update "next" that is no option/,
  ],
  [
    "has a block whose start is no option",
    'export const blocks = [{ spec: { ...block, start: "first" }, run }];',
    /has a start "first" that is no option/,
  ],
  [
    "has a block with a start and no tensor",
    'export const blocks = [{ spec: { ...block, start: "in" }, run }];',
    /has a start, and must answer one tensor of the shape of its output/,
  ],
  [
    "has a block with an update and no tensor",
    'export const blocks = [{ spec: { ...block, update: "in" }, run }];',
    /has an update, and must answer one tensor of the shape of its output/,
  ],
  [
    "has a block of no tensors",
    "export const blocks = [{ spec: { ...block, build: () => ({}) }, run }];",
    /wrong answer from build\(\): type must be an object/,
  ],
];

for (const [what, extension, expected] of CASES) {
  Deno.test(`an extension that ${what} is blamed, where the file or the recipe has it`, async () => {
    assert.match(await told(extension), expected);
  });
}

Deno.test("an extension whose import never ends is blamed", async () => {
  const { folder } = write("await new Promise(() => {});");
  const module = join(ROOT, "pipeline", "extensions", "import.ts");
  const script = `import { importExtension } from "${module}";
    await importExtension("${join(folder, "e.ts")}", 50).catch((error) => console.log(error.message));
    Deno.exit(0);`;
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", script], cwd: ROOT }).output();
  assert.match(
    new TextDecoder().decode(stdout),
    /e.ts": It is not imported after 0.05 s: an await in it never ends/,
  );
  Deno.removeSync(folder, { recursive: true });
});

for (
  const [what, text] of [
    [
      "a thing that throws when it is looked at",
      "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
    ],
    [
      "an error whose message throws",
      'throw Object.defineProperty(new Error("x"), "message", { get() { throw 1; } });',
    ],
  ] as const
) {
  Deno.test(`an extension that throws ${what} is blamed with its file`, async () => {
    assert.match(
      await told(text),
      /^error: Cannot import extension "e.ts": it threw something that cannot be shown\n --> r.yaml:4:/,
    );
  });
}
