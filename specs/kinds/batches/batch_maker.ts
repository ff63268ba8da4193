/** What the language knows about a batch maker: its options, and the pairs that it makes. */
import type { z } from "zod";
import type { KindSpec } from "../kind.ts";

/** A batch maker: which videos a step trains on. */
export interface BatchMakerSpec<S extends z.ZodObject = z.ZodObject> extends KindSpec<S> {
  /**
   * How many pairs of videos that belong together a batch has at most; expressions may then name the input `pairs`. A
   * batch is at least twice as large.
   */
  pairs?(options: z.output<S>): number;
}

/** Declares a batch maker: only helps the compiler to infer the type of its options. */
export function batchMaker<S extends z.ZodObject>(spec: BatchMakerSpec<S>): BatchMakerSpec<S> {
  return spec;
}
