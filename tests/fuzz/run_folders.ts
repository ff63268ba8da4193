/** Damaged run folders: each is refused with a message, or goes on and predicts as an undamaged one, or says what changed. */
import fc from "fast-check";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { loadModel } from "../../pipeline/api.ts";
import { openRun } from "../../pipeline/cli/resume_run.ts";
import { openDataset } from "../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../pipeline/engines/open.ts";
import { detectionsOf } from "../../pipeline/inference/detections.ts";
import { localizeVideo } from "../../pipeline/inference/video.ts";
import { describeEnvironment } from "../../pipeline/runs/environment.ts";
import { Interrupted, Unfinished } from "../../pipeline/runs/early_end.ts";
import { performRun } from "../../pipeline/runs/run.ts";
import type { RunWatcher } from "../../pipeline/runs/watcher.ts";
import { stepsOf } from "../../pipeline/training/steps.ts";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { program } from "../pipeline/training/small_run.ts";
import type { Fuzzer } from "./fuzzer.ts";

const TENSORS = "checkpoint-2.safetensors";
const FILES = ["checkpoint.json", TENSORS, "environment.json", "metrics.jsonl", "recipe.yaml"] as const;
/** A recipe that was made longer is not trained to its end. */
const MOST_STEPS = 8;

const file = fc.constantFrom(...FILES);
const fraction = fc.integer({ min: 0, max: 999 });
const value = fc.oneof(
  fc.constantFrom(null, 0, -1, 1.5, 1e308, 2 ** 53, "", "x", "../x", "cpu", "wasm", [], {}, [[]], true),
  fc.jsonValue(),
);
const damage = fc.oneof(
  fc.record({ kind: fc.constant("cut"), file, at: fraction }),
  fc.record({ kind: fc.constant("flip"), file, at: fraction, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant("append"), file, text: fc.string() }),
  fc.record({ kind: fc.constant("insert"), file, at: fraction, text: fc.string() }),
  fc.record({ kind: fc.constantFrom("remove", "folder", "twice"), file }),
  fc.record({ kind: fc.constant("swap"), file, other: file }),
  fc.record({
    kind: fc.constant("set"),
    file: fc.constantFrom("checkpoint.json", "environment.json"),
    at: fraction,
    value,
  }),
  fc.record({
    kind: fc.constant("tweak"),
    file: fc.constantFrom("checkpoint.json", "environment.json"),
    at: fraction,
  }),
  fc.record({ kind: fc.constant("header"), file: fc.constant(TENSORS), at: fraction, value }),
  fc.record({ kind: fc.constant("line"), file: fc.constant("metrics.jsonl"), at: fraction, value }),
);
/** All fields that a damage may have. */
interface Damage {
  readonly kind: string;
  readonly file: string;
  readonly at?: number;
  readonly bit?: number;
  readonly text?: string;
  readonly other?: string;
  readonly value?: unknown;
}

/** Damages a run folder. */
function apply(folder: string, { kind, file, at = 0, bit = 0, text = "", other = "", value }: Damage): void {
  const path = join(folder, file);
  const bytes = Deno.readFileSync(path);
  const place = Math.floor(bytes.length * at / 1000);
  const write = (...parts: (string | Uint8Array)[]) =>
    Deno.writeFileSync(
      path,
      Uint8Array.from(
        parts.flatMap((part) => [...typeof part === "string" ? new TextEncoder().encode(part) : part]),
      ),
    );
  switch (kind) {
    case "cut":
      return write(bytes.subarray(0, place));
    case "flip":
      return write(
        bytes.subarray(0, place),
        Uint8Array.of(bytes[place]! ^ (1 << bit)),
        bytes.subarray(place + 1),
      );
    case "append":
      return write(bytes, text);
    case "insert":
      return write(bytes.subarray(0, place), text, bytes.subarray(place));
    case "twice":
      return write(bytes, bytes);
    case "swap":
      write(Deno.readFileSync(join(folder, other)));
      return Deno.writeFileSync(join(folder, other), bytes);
    case "set":
      return write(JSON.stringify(changed(JSON.parse(new TextDecoder().decode(bytes)), at, value)));
    case "tweak":
      return write(JSON.stringify(changed(JSON.parse(new TextDecoder().decode(bytes)), at, tweaked)));
    case "line": {
      const lines = new TextDecoder().decode(bytes).trimEnd().split("\n");
      const i = Math.floor(lines.length * at / 1000);
      return write(lines.with(i, JSON.stringify(changed(JSON.parse(lines[i]!), at, value))).join("\n"), "\n");
    }
    case "header": {
      const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
      const json = new TextEncoder().encode(JSON.stringify(changed(header, at, value)));
      return write(
        new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer),
        json,
        bytes.subarray(8 + length),
      );
    }
  }
  Deno.removeSync(path);
  if (kind === "folder") Deno.mkdirSync(path);
}

/** A value of the same kind. */
function tweaked(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return value.replace(/(\d|.)$/, (last) => last === "1" ? "2" : "1");
  return Array.isArray(value) ? value.toReversed() : value;
}

/**
 * A JSON value with one of the values in it, its root included, replaced (by what a function makes of it) or, where the
 * new one is true, removed.
 */
function changed(root: unknown, at: number, value: unknown): unknown {
  const paths: (readonly string[])[] = [];
  const walk = (inner: unknown, path: readonly string[]) => {
    paths.push(path);
    if (typeof inner === "object" && inner !== null) {
      for (const [key, each] of Object.entries(inner)) walk(each, [...path, key]);
    }
  };
  walk(root, []);
  const path = paths[at % paths.length]!;
  if (path.length === 0) return typeof value === "function" ? value(root) : value;
  const parent = path.slice(0, -1).reduce<unknown>(
    (inner, step) => (inner as Record<string, unknown>)[step],
    root,
  );
  const [last] = path.slice(-1);
  const container = parent as Record<string, unknown>;
  if (value === true) delete container[last!];
  else container[last!] = typeof value === "function" ? value(container[last!]) : value;
  return root;
}

const engine = await openEngine("cpu");
const dataset = await openDataset(program.recipe);
const watcher = (warnings: string[]): RunWatcher => ({
  trained() {},
  tested() {},
  evaluated() {},
  warned: (message) => warnings.push(message),
});

/** A run folder after step 2 of 4. */
const base = Deno.makeTempDirSync();
globalThis.addEventListener("unload", () => Deno.removeSync(base, { recursive: true }));
const interruption = new AbortController();
const watch = { ...watcher([]), trained: ({ step }: { step: number }) => step === 2 && interruption.abort() };
Deno.writeTextFileSync(join(base, "recipe.yaml"), program.resolved);
Deno.writeTextFileSync(
  join(base, "environment.json"),
  JSON.stringify(describeEnvironment(program, engine, dataset, base)),
);
await performRun({ program, engine, dataset, folder: base, interruption: interruption.signal, watch }).catch(
  (error) => {
    if (!(error instanceof Interrupted)) throw error;
  },
);

async function inCopy<T>(damages: readonly Damage[], run: (folder: string) => Promise<T>): Promise<T> {
  const folder = Deno.makeTempDirSync();
  try {
    cpSync(base, folder, { recursive: true });
    for (const each of damages) {
      try {
        apply(folder, each);
      } catch {
        // The one before left no such file, or no such content.
      }
    }
    return await run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** What a resumed run ends with, and what it said; undefined where it is too long. */
async function resume(folder: string): Promise<{ results: string[]; said: readonly string[] } | undefined> {
  const { notes, ...run } = await openRun(folder, undefined, { set: [] });
  if (stepsOf(run, run.dataset.train.length) > MOST_STEPS) return undefined;
  const warnings: string[] = [];
  (await performRun({ ...run, interruption: new AbortController().signal, watch: watcher(warnings) })).model
    .dispose();
  const { tensors } = JSON.parse(Deno.readTextFileSync(join(folder, "checkpoint.json")));
  const results = [tensors, "predictions.json", "metrics.jsonl"].map((name) =>
    Deno.readFileSync(join(folder, name)).toHex()
  );
  return { results, said: [...notes, ...warnings] };
}

async function predict(folder: string): Promise<unknown> {
  const { model, checkpoint } = await loadModel(folder, engine);
  const video = await localizeVideo(model, dataset, dataset.test[0]!);
  model.dispose();
  return { scores: [...video.scores], detections: detectionsOf(video, checkpoint.classes) };
}

const whole = await inCopy([], resume);
const predicted = await inCopy([], predict);

/** The outcome, where it is one that walt promises. */
async function promised(run: () => Promise<string>): Promise<string> {
  try {
    return await run();
  } catch (error) {
    const reason = error instanceof Unfinished ? error.cause : error;
    if (reason instanceof UserError || reason instanceof RunError) return "refused";
    throw error;
  }
}

/** Tries damaged run folders; the words are how the resumed run and the prediction end. */
export const fuzzer: Fuzzer<readonly Damage[]> = {
  name: "run_folders",
  inputs: fc.array(damage, { minLength: 1, maxLength: 2 }) as fc.Arbitrary<readonly Damage[]>,
  async check(damages) {
    const resumed = await promised(() =>
      inCopy(damages, async (folder) => {
        const found = await resume(folder);
        if (!found) return "longer";
        if (isDeepStrictEqual(found.results, whole!.results)) return "same";
        if (found.said.length === 0) throw new Error("The resumed run ends otherwise, and nothing was said");
        return "said";
      })
    );
    const localized = await promised(() =>
      inCopy(damages, async (folder) => {
        if (isDeepStrictEqual(await predict(folder), predicted)) return "same";
        throw new Error("The prediction is another, and nothing was said");
      })
    );
    return `${resumed}/${localized}`;
  },
};
