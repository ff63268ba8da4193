/**
 * Golden transcripts: every file of tests/golden/editor is what an editor does and all that the real command answers.
 * `deno test -P tests/pipeline/editor/server_test.ts -- --update` writes what is answered now; read the difference.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDocument, Scalar } from "yaml";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { type Client, type Message, startServer } from "../../../bench/editor_client.ts";

/** One step: a document is opened, a text in it replaced (on the disk with `save`), or something asked at a text. */
type Step =
  | { readonly open: string; readonly expect?: number }
  | { readonly close: string; readonly expect?: number }
  | { readonly change: string; readonly from: string; readonly to: string; readonly expect?: number }
  | { readonly save: string; readonly from: string; readonly to: string; readonly expect?: number }
  | {
    readonly ask: string;
    readonly in: string;
    readonly at: string;
    readonly with?: object;
    readonly expect?: number;
  };

/** One case. */
interface Transcript {
  readonly about: string;
  /** Files by name; base.yaml is there besides. */
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** What the server says, a message a line. */
  readonly expected: string;
}

/** A completion. */
interface Offer {
  readonly label: string;
  readonly textEdit: object;
}

const FOLDER = join(ROOT, "tests/golden/editor");
const BASE = readFileSync(join(ROOT, "tests/golden/base.yaml"), "utf8");
const UPDATE = Deno.args.includes("--update");

/** A document and where a text in it begins; `|` in the text is the place itself. */
function position(text: string, at: string): { line: number; character: number } {
  const start = text.indexOf(at.replace("|", ""));
  assert.notEqual(start, -1, `${at} stands in the document`);
  const before = text.slice(0, start + Math.max(0, at.indexOf("|"))).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

/** An answer without walt's own recipes, of which there are many: that the demo is among them is tried apart. */
function withoutOwn(result: unknown): unknown {
  return Array.isArray(result) ? result.filter(({ label }) => !/^walt:/.test(label)) : result;
}

/** Does what a transcript says in a folder of its own, and gives what the server says. */
async function play({ files, steps }: Transcript, client: Client): Promise<string> {
  // Alone in a folder, since editors are told of recipes beside theirs.
  const folder = join(temporaryFolder(), "recipes");
  const texts = new Map(Object.entries({ "base.yaml": BASE, ...files }));
  for (const [name, text] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const uriOf = (name: string) => `file://${folder}/${name}`;
  let version = 1;
  const said: string[] = [];
  const say = ({ method, params, result, error }: Message) =>
    said.push(
      JSON.stringify(method ? params : error ?? result ?? null).replaceAll(`file://${folder}/`, "")
        .replaceAll(
          `${folder}/`,
          "",
        ),
    );
  let diagnostics: unknown = [];
  const hear = async (count = 1) => {
    for (let i = 0; i < count; i++) {
      const message = await client.next();
      diagnostics = (message.params as { diagnostics?: unknown }).diagnostics ?? diagnostics;
      say(message);
    }
  };
  const replace = (name: string, from: string, to: string) => {
    const text = texts.get(name)!;
    texts.set(name, text.replace(from, to));
    const [start, end] = [position(text, from), position(text, `${from}|`)];
    return { range: { start, end }, text: to };
  };
  for (const step of steps) {
    if ("open" in step) {
      const textDocument = {
        uri: uriOf(step.open),
        languageId: "yaml",
        version: 1,
        text: texts.get(step.open),
      };
      await client.notify("textDocument/didOpen", { textDocument });
      await hear(step.expect);
    } else if ("close" in step) {
      await client.notify("textDocument/didClose", { textDocument: { uri: uriOf(step.close) } });
      await hear(step.expect);
    } else if ("change" in step) {
      const textDocument = { uri: uriOf(step.change), version: ++version };
      const contentChanges = [replace(step.change, step.from, step.to)];
      await client.notify("textDocument/didChange", { textDocument, contentChanges });
      await hear(step.expect);
    } else if ("save" in step) {
      replace(step.save, step.from, step.to);
      writeFileSync(join(folder, step.save), texts.get(step.save)!);
      await client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriOf(step.save), type: 2 }],
      });
      await hear(step.expect);
    } else {
      const start = position(texts.get(step.in)!, step.at);
      const textDocument = { uri: uriOf(step.in) };
      const params = step.ask === "codeAction"
        ? { textDocument, range: { start, end: start }, context: { diagnostics } }
        : { textDocument, position: start, ...step.with };
      const { result, ...answer } = await client.request(`textDocument/${step.ask}`, params);
      say({ ...answer, result: withoutOwn(result) });
      await hear(step.expect ?? 0);
    }
  }
  for (const name of new Set(steps.flatMap((step) => "open" in step ? step.open : []))) {
    if (steps.some((step) => "close" in step && step.close === name)) continue;
    await client.notify("textDocument/didClose", { textDocument: { uri: uriOf(name) } });
  }
  await client.quiet();
  return said.map((line) => `${line}\n`).join("");
}

Deno.test("deno task lsp answers editors", async (t) => {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, "deno.json"), "utf8"));
  const [, words] = /^DENO_NO_UPDATE_CHECK=1 deno (.*)$/.exec(tasks.lsp.command)!;
  await using client = await startServer(words!.split(" "));
  const names = readdirSync(FOLDER).sort();
  assert.ok(names.length > 0);
  for (const name of names) {
    await t.step(name.replace(".yaml", "").replaceAll("_", " "), async () => {
      const document = parseDocument(readFileSync(join(FOLDER, name), "utf8"));
      const transcript = document.toJS() as Transcript;
      const said = await play(transcript, client);
      if (UPDATE && said !== transcript.expected) {
        const text = new Scalar(said);
        text.type = Scalar.BLOCK_LITERAL;
        document.set("expected", text);
        writeFileSync(join(FOLDER, name), document.toString({ lineWidth: 0 }));
      } else assert.equal(said, transcript.expected);
    });
  }
  await t.step("own recipes", async () => {
    const text = "version: 1\nname: a\nextends: walt:d\n";
    const textDocument = { uri: `file://${temporaryFolder()}/a.yaml`, languageId: "yaml", version: 1, text };
    await client.notify("textDocument/didOpen", { textDocument });
    const position = { line: 2, character: "extends: walt:d".length };
    const { result } = await client.request("textDocument/completion", { textDocument, position });
    const edits = new Map((result as Offer[]).map(({ label, textEdit }) => [label, textEdit]));
    const range = { start: { ...position, character: "extends: ".length }, end: position };
    for (const label of ["walt:demo", "walt:blocks/angular_centres"]) {
      assert.deepEqual(edits.get(label), { range, newText: label });
    }
  });
  assert.deepEqual(await client.close(), { code: 0, stderr: "" });
});
