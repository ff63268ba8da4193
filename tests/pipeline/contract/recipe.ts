/** Tiny recipes, written in memory and compiled by the real compiler. */
import { join } from "node:path";
import { compileTree } from "../../../specs/compile/mod.ts";
import type { Vocabulary } from "../../../specs/kinds/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { ROOT } from "../../shared.ts";

/** Sizes of a tiny batch: no two alike, so that axes cannot be mixed up unnoticed. D is that of each of two sources. */
export const SIZES = { B: 3, T: 7, D: 5, C: 4 } as const;

const BASE = `
version: 1
name: base
data:
  kind: folder
  root: .
  classes: [a, b, c, d]
  splits: { train: { list: train.txt, folder: train }, test: { list: test.txt, folder: test } }
features:
  sources: { a: { width: ${SIZES.D}, fps: 25, stride: 16 }, b: { width: ${SIZES.D}, fps: 25, stride: 16 } }
  sampling: { length: ${SIZES.T} }
embedding:
  map: { kind: conv1d, in: features, filters: classes, kernel: 1, bias: false }
actionness:
  scores: mean(map, T)
losses: { plain: "mean(mean(scores, C), B)" }
training: { steps: 2, batch: ${SIZES.B}, optimizer: { kind: adam, rate: 0.01 } }
inference:
  classes: { from: scores, threshold: 0 }
  proposals: { by_map: { group_on: map, score_on: thresholded, thresholds: [0.5] } }
  score: { kind: outer_inner_contrast }
  suppress: { kind: nms, overlap: 0.6 }
evaluation: { protocol: thumos14_seconds, subset: test }
`;

/** What a tiny recipe adds to the base: signals by name (expression or block), and sections as they are. */
export interface Tiny {
  readonly signals?: Readonly<Record<string, unknown>>;
  readonly define?: Readonly<Record<string, unknown>>;
  readonly losses?: Readonly<Record<string, unknown>>;
  readonly logged?: Readonly<Record<string, string>>;
  /** Parents besides the base, relative to the repository. */
  readonly extends?: readonly string[];
  readonly set?: readonly string[];
}

/** Compiles a tiny recipe. Its signals come after those of the base, in the order given. */
export function compileTiny(
  { signals = {}, define = {}, losses = {}, logged = {}, extends: parents = [], set = [] }: Tiny,
  vocabulary?: Vocabulary,
): Program {
  // Every JSON text is a YAML text.
  const text = JSON.stringify({
    version: 1,
    name: "tiny",
    extends: ["base.yaml", ...parents],
    define,
    mining: signals,
    losses,
    logged,
  });
  return compileText(text, vocabulary, set);
}

/** Compiles the text of a recipe that may extend base.yaml, the base, and files of the repository. */
export function compileText(text: string, vocabulary?: Vocabulary, set: readonly string[] = []): Program {
  const memory = new Map([[join(ROOT, "base.yaml"), BASE], [join(ROOT, "tiny.yaml"), text]]);
  const read = (path: string) => memory.get(path) ?? Deno.readTextFileSync(path);
  return compileTree(loadTree(join(ROOT, "tiny.yaml"), { set, read }), vocabulary);
}

/** Compiles a recipe of the repository with overrides. */
export function compileFile(file: string, set: readonly string[]): Program {
  return compileTree(loadTree(join(ROOT, file), { set, read: Deno.readTextFileSync }));
}
