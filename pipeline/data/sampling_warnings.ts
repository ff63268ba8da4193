/** Test videos of which inference looks at few snippets. */
import type { FeaturesSection } from "../../specs/recipe/features.ts";
import { count, examples } from "../annotations/layout.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import type { TestSampler } from "../kinds/test_samplers/test_sampler.ts";
import type { Dataset, Video } from "./dataset.ts";

/** Part of the snippets of a video below which it is told of. */
const FEW = 0.5;

/** The data set with what is to be said of how a recipe samples its test videos. */
export function withSamplingWarnings(
  dataset: Dataset,
  { sampling: { length, test } }: Pick<FeaturesSection, "sampling">,
  kinds: Pick<ModelKinds, "test_samplers">,
): Dataset {
  const sampling = { length, sample: createKind(kinds.test_samplers, test) };
  const thinned = thinnedWarnings(dataset.test, sampling, "features.sampling.test: all looks at every one");
  return thinned.length === 0 ? dataset : { ...dataset, warnings: [...dataset.warnings, ...thinned] };
}

/**
 * One sentence about the videos of which `sample` takes fewer than half of the snippets.
 *
 * @param remedy How all of them are looked at.
 */
export function thinnedWarnings(
  videos: readonly Pick<Video, "id" | "length">[],
  { length: T, sample }: { readonly length: number; readonly sample: TestSampler },
  remedy: string,
): string[] {
  const thinned = videos.flatMap(({ id, length }) => {
    const used = new Set(sample(length, T)).size;
    return used < FEW * length ? [{ id, length, used }] : [];
  });
  if (thinned.length === 0) return [];
  const number = (value: number) => value.toLocaleString("en-US");
  const shown = thinned.map(({ id, length, used }) => `"${id}" ${number(used)} of ${number(length)}`);
  return [
    `Fewer than half of the snippets are looked at in ${number(thinned.length)} of ` +
    `${count(videos.length, "video")} (T = ${T}): ${
      examples(shown)
    }; actions between them are not seen; ${remedy}`,
  ];
}
