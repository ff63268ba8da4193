/** Evaluates signals of several videos at once: what is computed snippet by snippet, in one pass over all their rows. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { sliceAlong } from "./forward_in_parts.ts";
import { type Pack, packFrom, passRows } from "./pack.ts";
import { compiledOnce, compileForward, type Model } from "./model.ts";
import { inferenceProgram } from "./passes/mod.ts";
import { packed, WITHIN } from "./passes/packed.ts";

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
 * @returns Undefined where a model needs the features of all snippets of a video together, or where most of a pass would be empty.
 */
export function packedForward(
  model: Model,
  wanted: readonly string[],
  lengths: readonly number[],
): PackedForward | undefined {
  const compiled = compile(model, wanted);
  if (!compiled) return undefined;
  const { part, rest, names, axes, gap } = compiled;
  const { sources } = model.program.recipe.features;
  const width = Object.values(sources).reduce((sum, source) => sum + source.width, 0);
  const rows = passRows(lengths, gap, width);
  if (rows === undefined) return undefined;

  return {
    rows,
    pack: (lengths, first = 0) => packFrom(lengths, first, { rows, gap }),
    async runAside(features, { starts, lengths }) {
      const within = new Float32Array(rows);
      starts.forEach((start, i) => within.fill(1, start, start + lengths[i]!));
      const inputs = new Map<string, Tensor>([
        ["features", tf.tensor3d(features, [1, rows, width])],
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
      try {
        const values = rest.run(new Map([...others, ...names.map((name, k) => [name, own[k]!] as const)]));
        return new Map(wanted.map((name, k) => [name, values[k]!]));
      } finally {
        tf.dispose(own);
      }
    },
  };
}

/** Both halves of a model's computation. */
function compile(model: Model, wanted: readonly string[]) {
  const program = packed(inferenceProgram(model.program, wanted), wanted);
  if (!program) return undefined;
  const { part, whole, names, axes, gap } = program;
  const key = wanted.join(" ");
  return {
    part: compiledOnce(model, `packed part of ${key}`, () => compileForward(model, part, names)),
    // Of many shapes and little work: a recording takes longer than it.
    rest: compiledOnce(
      model,
      `packed rest of ${key}`,
      () => compileForward(model, whole, wanted, "by operation"),
    ),
    names,
    axes,
    gap,
  };
}
