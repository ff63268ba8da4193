/** What every layout promises: annotations that its straightforward form wrote come back unchanged. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { type Misuse, testFamily } from "../family.ts";
import { databases } from "./databases.ts";
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
