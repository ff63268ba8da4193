/** Drawn annotations, for tests. */
import fc from "fast-check";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";
import type { Database } from "./writers.ts";

const NAME = fc.stringMatching(/^[a-z_][-\w .,"'é;]{0,8}[a-z]$/);
const WORD = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const NUMBER = fc.double({ min: 0, max: 1e4, noNaN: true }).map((value) => value + 0);
const POSITIVE = fc.double({ min: 0.01, max: 1e4, noNaN: true });

/** Files of classes are read in the order of their names. */
const fileOf = (label: string) => `${label}_`;

/** Drawn videos of a layout that states all, or of one that states names, subsets, labels and segments alone. */
export function databases(isPlain: boolean): fc.Arbitrary<Database> {
  const segment = fc.tuple(NUMBER, NUMBER).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const located = isPlain ? segment : fc.option(segment, { nil: undefined });
  const list = fc.array(fc.tuple(isPlain ? WORD : NAME, located), {
    minLength: isPlain ? 1 : 0,
    maxLength: 4,
  });
  const optional = (key: string) =>
    isPlain ? fc.constant({}) : fc.oneof(fc.constant({}), POSITIVE.map((n) => ({ [key]: n })));
  const video = fc.tuple(
    fc.constantFrom("train", "validation", "test"),
    optional("duration"),
    optional("fps"),
    list,
  )
    .map(([subset, duration, fps, annotations]): AnnotatedVideo => {
      const sorted = isPlain
        ? annotations.toSorted((a, b) => fileOf(a[0]) < fileOf(b[0]) ? -1 : Number(a[0] !== b[0]))
        : annotations;
      return {
        subset,
        ...duration,
        ...fps,
        labels: sorted.map(([label], index) => ({ label, index })),
        annotations: sorted.flatMap(([label, segment], index) =>
          segment ? [{ label, start: segment[0], end: segment[1], index }] : []
        ),
      };
    });
  return fc.dictionary(isPlain ? WORD : NAME, video, { minKeys: 1, maxKeys: 4 }).map((videos) =>
    new Map(Object.entries(videos))
  );
}
