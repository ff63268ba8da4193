/** What every layout promises: annotations that its straightforward form wrote come back unchanged. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { type Misuse, testFamily } from "../family.ts";
import { type Database, type Writer, WRITERS } from "./writers.ts";

/** A layout in its straightforward form. */
interface Case {
  readonly misuse: Misuse;
  readonly write: Writer;
  /** Whether it holds names without spaces, and neither durations nor videos without action. */
  readonly isPlain?: boolean;
}

/** What is told of an option that the layout does not have. */
function misuseOf(kind: string): Misuse {
  return {
    recipe: `data: { annotations: { file: gt, format: { kind: ${kind}, other: 1 } } }`,
    told: 'Unknown key "other" at data.annotations.format.other',
  };
}

const CASES: Readonly<Record<string, Case>> = {
  activitynet: { misuse: misuseOf("activitynet"), write: WRITERS.activitynet },
  video_map: { misuse: misuseOf("video_map"), write: WRITERS.videoMap },
  class_files: { misuse: misuseOf("class_files"), write: WRITERS.classFiles, isPlain: true },
  csv: { misuse: misuseOf("csv"), write: WRITERS.csv },
};

testFamily("layouts", CASES);

const NAME = fc.stringMatching(/^[a-z_][-\w .,"'é;]{0,8}[a-z]$/);
const WORD = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const NUMBER = fc.double({ min: 0, max: 1e4, noNaN: true }).map((value) => value + 0);
const POSITIVE = fc.double({ min: 0.01, max: 1e4, noNaN: true });

/** Files of classes are read in the order of their names. */
const fileOf = (label: string) => `${label}_`;

/** Videos of a layout that states all, or of one that states names, subsets, labels and segments alone. */
function databases(isPlain: boolean): fc.Arbitrary<Database> {
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

async function readBack(write: Writer, database: Database): Promise<Record<string, AnnotatedVideo>> {
  const folder = temporaryFolder();
  try {
    const { database: read } = await openAnnotations(write(folder, database));
    return Object.fromEntries(read);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

for (const [kind, { write, isPlain = false }] of Object.entries(CASES)) {
  Deno.test(`Annotations go to layout ${kind} and come back unchanged`, async () => {
    await fc.assert(
      fc.asyncProperty(databases(isPlain), async (database) => {
        assert.deepEqual(await readBack(write, database), Object.fromEntries(database));
      }),
      { numRuns: 60 },
    );
  });
}
