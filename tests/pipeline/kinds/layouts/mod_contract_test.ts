/** What every layout promises: annotations that its straightforward form wrote come back unchanged. */
import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import type { AnnotatedVideo } from "../../../../pipeline/annotations/annotated_video.ts";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import type { ExchangeTarget } from "../../../../pipeline/annotations/exchange/target.ts";
import { EXCHANGE_TARGETS } from "../../../../pipeline/annotations/exchange/targets.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { ChosenKind } from "../../../../specs/options/fields.ts";
import { inFolder, temporaryFolder } from "../../../temporary.ts";
import { type Misuse, testFamily } from "../family.ts";
import { databases } from "./databases.ts";
import { AGGREGATED } from "./boris_tables.ts";
import { exchangedVideos, segmentsRead, segmentsWritten, writeExchanged } from "./exchanged.ts";
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

/** A layout of another program, which its export writes. */
interface ExchangeCase {
  readonly misuse: Misuse;
  readonly target: ExchangeTarget;
  /** Units of time in a second. */
  readonly perSecond: number;
  /** Whether files say nothing of videos without a segment. */
  readonly isOfSegments?: true;
  /** Where the defaults do not read what an export writes. */
  readonly format?: ChosenKind;
}

const EXCHANGED: Readonly<Record<string, ExchangeCase>> = {
  boris: { misuse: misuseOf("boris"), target: EXCHANGE_TARGETS.boris, perSecond: 1000 },
  boris_table: { misuse: misuseOf("boris_table"), target: AGGREGATED, perSecond: 1000, isOfSegments: true },
  elan: { misuse: misuseOf("elan"), target: EXCHANGE_TARGETS.elan, perSecond: 1000 },
  datavyu: { misuse: misuseOf("datavyu"), target: EXCHANGE_TARGETS.datavyu, perSecond: 1000 },
  label_studio: {
    misuse: misuseOf("label_studio"),
    target: EXCHANGE_TARGETS["label-studio"],
    perSecond: 29.97,
    format: { kind: "label_studio", from: "predictions", video: "video" },
  },
  vtt: { misuse: misuseOf("vtt"), target: EXCHANGE_TARGETS.vtt, perSecond: 1000 },
  otio: { misuse: misuseOf("otio"), target: EXCHANGE_TARGETS.otio, perSecond: 25 },
};

testFamily("layouts", { ...CASES, ...EXCHANGED });

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

for (const [kind, { target, perSecond, isOfSegments = false, format }] of Object.entries(EXCHANGED)) {
  Deno.test(`Segments are exported to layout ${kind} and come back unchanged`, async () => {
    await fc.assert(
      fc.asyncProperty(
        exchangedVideos(perSecond, target, isOfSegments),
        (videos) =>
          inFolder(async (folder) => {
            const read = await openAnnotations(writeExchanged(folder, videos, target, perSecond), format);
            assert.deepEqual(segmentsRead(read), segmentsWritten(videos, perSecond));
          }),
      ),
      { numRuns: 60 },
    );
  });
}

/** What files are damaged by. */
const DAMAGE = [
  "",
  "<",
  '"',
  "\\",
  "\n",
  ",",
  "(",
  "null",
  "[]",
  "{",
  "-1",
  "1e999",
  "&",
  "\u2028",
  "<!--",
  "]]>",
  "-->",
];

for (const [kind, { target, perSecond, format }] of Object.entries(EXCHANGED)) {
  Deno.test(`Damaged files of layout ${kind} are read or refused, and are no mistake of ours`, async () => {
    const segments = [{ label: "walk", score: 0.5, start: 10, end: 1500 }];
    await inFolder(async (folder) => {
      const videos = [{ id: "film", media: "film", segments }];
      const written = writeExchanged(folder, videos, target, perSecond);
      const path = target.ofOneVideo ? join(folder, `film${target.ending}`) : written;
      const bytes = Deno.readFileSync(path);
      const packed = target.ending === ".opf" ? unzipSync(bytes) : undefined;
      const text = new TextDecoder().decode(packed?.["db"] ?? bytes);
      const at = fc.nat(text.length);
      await fc.assert(
        fc.asyncProperty(at, fc.nat(30), fc.constantFrom(...DAMAGE), async (start, length, damage) => {
          const damaged = new TextEncoder().encode(
            text.slice(0, start) + damage + text.slice(start + length),
          );
          Deno.writeFileSync(path, packed ? zipSync({ db: damaged }) : damaged);
          await openAnnotations(path, format).catch((error) => assert.ok(error instanceof UserError, error));
        }),
        { numRuns: 60 },
      );
    });
  });
}
