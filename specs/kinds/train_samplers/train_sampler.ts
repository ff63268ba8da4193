/** What the language knows about a training sampler: its options, whether it pads, whether it shows whole videos. */
import type { z } from "zod";
import type { KindSpec } from "../kind.ts";

/** A training sampler: which T snippets of a video a step sees. */
export interface TrainSamplerSpec<S extends z.ZodObject = z.ZodObject> extends KindSpec<S> {
  /** Whether it fills short videos up with zeros; expressions may then name the input `mask`. */
  readonly pads?: boolean | undefined;
  /** Whether it shows all snippets of a video, however many they are: a batch is one video then. */
  readonly whole?: boolean | undefined;
}

/** Declares a training sampler: only helps the compiler to infer the type of its options. */
export function trainSampler<S extends z.ZodObject>(spec: TrainSamplerSpec<S>): TrainSamplerSpec<S> {
  return spec;
}
