/** What the language knows about a layout of annotation files: its options, and what names of its files end in. */
import type { z } from "zod";
import type { KindSpec } from "../kind.ts";

/** A layout of annotation files: where they say which video shows which action when. */
export interface LayoutSpec<S extends z.ZodObject = z.ZodObject> extends KindSpec<S> {
  /** What names of its files end in, such as ".csv"; of several with one ending, the content tells. */
  readonly endings: readonly [string, ...string[]];
}

/** Declares a layout: only helps the compiler to infer the type of its options. */
export function layout<S extends z.ZodObject>(spec: LayoutSpec<S>): LayoutSpec<S> {
  return spec;
}
