/** What `sweep --only inference` prints before it scores: which settings, which videos, and what to beware of. */
import { count, examples } from "../annotations/layout.ts";
import { AMBIGUOUS } from "../evaluation/prepare.ts";
import { protocolOf } from "../runs/test_split.ts";
import type { TrainedSetting } from "../sweeps/trained.ts";

/** The plan as lines. */
export function settingLines(
  settings: readonly TrainedSetting[],
  runs: number,
  { validateOn, seed }: { readonly validateOn?: number | undefined; readonly seed: number },
): string[] {
  const { dataset: { train }, scored: { split, videos } } = settings[0]!.data;
  const annotated = train.filter(({ segments }) => segments.length > 0).length;
  const which = split === "test" || validateOn === undefined
    ? count(videos.length, "test video")
    : `${videos.length} of ${count(annotated, "training video")} that have segments, drawn by seed ${seed}: ${
      examples(videos.map(({ id }) => id))
    }`;
  const variants = new Set(settings.map(({ variant }) => variant)).size;
  return [`settings ${count(variants, "setting")} of ${count(runs, "run")}`, `scored   ${which}`];
}

/** What to beware of, each once. */
export function settingWarnings(settings: readonly TrainedSetting[]): string[] {
  const { split } = settings[0]!.data.scored;
  return [
    ...new Set([
      ...settings.flatMap(({ data }) => data.warnings),
      split === "test"
        ? "The settings are compared on the test videos: to choose one is to choose on the test videos, and its score " +
          "there says too much; --validate-on 0.2 compares on training videos"
        : "The model was trained on the labels of these videos: what is best on them may not be the best on others",
      ...areSeveral(settings, ({ program }) => protocolOf(program.recipe))
        ? [
          "The settings have several protocols or tIoUs: averages of rows that do not share them cannot be compared",
        ]
        : [],
      ...areSeveral(
          new Set(settings.map(({ data }) => data)),
          ({ scored }) => [...scored.groundTruth?.videos ?? []],
        )
        ? ["The runs have several ground truths: rows of runs that do not share one cannot be compared"]
        : [],
      ...split === "train" && settings.some(ignoresAmbiguous)
        ? [`Segments labelled "${AMBIGUOUS}" count as background in these videos, whatever the protocol says`]
        : [],
    ]),
  ];
}

/** Whether some things have more than one value. */
function areSeveral<T>(things: Iterable<T>, valueOf: (thing: T) => object): boolean {
  return new Set(Array.from(things, (thing) => JSON.stringify(valueOf(thing)))).size > 1;
}

/** Training videos know the segments of classes alone. */
function ignoresAmbiguous({ program: { recipe: { data } } }: TrainedSetting): boolean {
  return data.kind === "folder" && data.ignore_labels.includes(AMBIGUOUS);
}
