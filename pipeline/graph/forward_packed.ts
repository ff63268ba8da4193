/** Evaluates signals of several videos at once: what is computed snippet by snippet, in one pass over all their rows. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { sliceAlong } from "./forward_in_parts.ts";
import { compileForward, type Forward, type Model } from "./model.ts";
import { inferenceProgram } from "./passes/mod.ts";
import { packed, WITHIN } from "./passes/packed.ts";

/** Every video begins at a multiple of these rows: a layer that makes several rows at once makes no two videos' together. */
const ALIGNED = 8;
/** So many rows, at least, lie between two videos for the same reason. */
const LEAST_GAP = 4;
/** The rows of a pass are a multiple of these. */
const STEP = 512;
/** And so many at most: with 1024 a pass takes half as long again for a row, with 4096 it takes more memory. */
const MOST = 2048;

/** Where videos lie in a pass. */
export interface Pack {
  /** The first row of each. */
  readonly starts: readonly number[];
  /** T' of each. */
  readonly lengths: readonly number[];
}

/** The computation of some signals for several videos at once. */
export interface PackedForward {
  /** Rows of a pass. */
  readonly rows: number;
  /** As many of the videos of these lengths, from number `first` on, as have room in a pass; undefined where it has none itself. */
  pack(lengths: readonly number[], first?: number): Pack | undefined;
  /**
   * Computes what goes snippet by snippet, on another thread where the engine can.
   *
   * @param features [rows, D], the videos where `pack` puts them and zeros elsewhere.
   * @returns What `finish` takes; the caller disposes of it.
   */
  runAside(features: Float32Array, pack: Pack): Promise<Tensor[]>;
  /** The signals of video number `i` of a pass, by name; the caller disposes of them. `rest`: its inputs but the features. */
  finish(
    parts: readonly Tensor[],
    pack: Pack,
    i: number,
    rest: ReadonlyMap<string, Tensor>,
  ): Map<string, Tensor>;
}

/**
 * `forward`, equal to rounding, for videos of a split whose lengths are given. What a video gives depends on the split and
 * on the video alone, not on those beside it.
 *
 * @returns Undefined where a model needs the features of all snippets of a video together.
 */
export function packedForward(
  model: Model,
  wanted: readonly string[],
  lengths: readonly number[],
): PackedForward | undefined {
  const compiled = compile(model, wanted);
  if (!compiled) return undefined;
  const { part, rest, names, axes, gap } = compiled;
  const after = (start: number, length: number) => up(start + length + gap, ALIGNED);
  const all = lengths.reduce((start, length) => after(start, length), 0);
  const rows = Math.min(MOST, up(all, STEP));

  return {
    rows,
    pack(lengths, first = 0) {
      const starts: number[] = [];
      let start = 0;
      for (let i = first; i < lengths.length && start + lengths[i]! <= rows; i++) {
        starts.push(start);
        start = after(start, lengths[i]!);
      }
      return starts.length > 0 ? { starts, lengths: lengths.slice(first, first + starts.length) } : undefined;
    },
    async runAside(features, { starts, lengths }) {
      const within = new Float32Array(rows);
      starts.forEach((start, i) => within.fill(1, start, start + lengths[i]!));
      const inputs = new Map<string, Tensor>([
        ["features", tf.tensor3d(features, [1, rows, features.length / rows])],
        [WITHIN, tf.tensor2d(within, [1, rows])],
        ["progress", tf.scalar(1)],
      ]);
      try {
        return await part.runAside(inputs);
      } finally {
        tf.dispose([...inputs.values()]);
      }
    },
    finish(parts, { starts, lengths }, i, others) {
      const own = parts.map((tensor, k) => sliceAlong(tensor, axes[k]!, starts[i]!, lengths[i]!));
      const values = rest.run(new Map([...others, ...names.map((name, k) => [name, own[k]!] as const)]));
      tf.dispose(own);
      return new Map(wanted.map((name, k) => [name, values[k]!]));
    },
  };
}

/** The next multiple of a step. */
function up(count: number, step: number): number {
  return step * Math.ceil(count / step);
}

/** Both halves of a model's computation. */
function compile(model: Model, wanted: readonly string[]) {
  const program = packed(inferenceProgram(model.program, wanted), wanted);
  if (!program) return undefined;
  const { part, whole, names, axes, gap } = program;
  const compiled = (what: string, compile: () => Forward): Forward => {
    const key = `${what} ${wanted.join(" ")}`;
    const known = model.forwards.get(key) ?? compile();
    model.forwards.set(key, known);
    return known;
  };
  return {
    part: compiled("packed part of", () => compileForward(model, part, names)),
    // Of many shapes and little work: a recording takes longer than it.
    rest: compiled("packed rest of", () => compileForward(model, whole, wanted, "by operation")),
    names,
    axes,
    gap: Math.max(gap, LEAST_GAP),
  };
}
