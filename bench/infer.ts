/** Benchmark of inference: localizing the actions of one video, features in memory. */
import { localizeVideo } from "../pipeline/inference/video.ts";
import type { Convolution } from "../specs/kinds/traits.ts";
import type { Program } from "../specs/program.ts";
import { timeProduct } from "./ceiling.ts";
import { type InferenceOptions, type InferenceResult, timeInference } from "./inference.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface InferOptions extends Omit<InferenceOptions, "lengths"> {
  /** Snippets of the video. */
  readonly length: number;
}

/** Times in ms are medians. */
export interface InferResult extends InferenceResult {
  /** Maps, segments, scores and suppression of one video, by a model that was not trained. */
  readonly infer_ms: number;
  /** The first video of a length. */
  readonly first_ms: number;
  readonly segments: number;
  /** One plain product of the sizes of the largest temporal convolution, in the same run. */
  readonly product_ms: number;
}

/** Measures the localization of one video of `length` snippets. */
export async function benchInfer({ length, rounds = 7, ...options }: InferOptions): Promise<InferResult> {
  let segments = 0;
  const productTimes: number[] = [];
  const { first, usual, result } = await timeInference(
    { ...options, rounds, lengths: [length] },
    async (model, dataset) => {
      const { localization } = await localizeVideo(model, dataset, dataset.test[0]!);
      segments = localization.segments.length;
    },
    {
      settle: true,
      after({ program, engine }) {
        const { kernel, depth, width } = largestConvolution(program);
        productTimes.push(timeProduct(engine.primitives, length, depth, kernel * width));
      },
    },
  );
  const productMs = median(productTimes);
  return {
    ...result,
    infer_ms: rounded(usual),
    first_ms: rounded(first),
    segments,
    product_ms: rounded(productMs),
    notes: [
      ...result.notes,
      `${result.recipe}: a video takes ${
        (usual - productMs).toFixed(0)
      } ms beyond one plain product of its sizes, ${productMs.toFixed(0)} ms`,
    ],
  };
}

function largestConvolution({ nodes }: Program): Convolution {
  return nodes.flatMap(({ traits, multiplyAdds }) =>
    traits.convolution ? [{ ...traits.convolution, multiplyAdds }] : []
  ).reduce((a, b) => b.multiplyAdds > a.multiplyAdds ? b : a);
}
