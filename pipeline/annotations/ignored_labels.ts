/** Labels that nobody trains on or scores, such as the ambiguous intervals of a data set. */
import type { AnnotatedVideo, Annotation } from "./annotated_video.ts";
import { count } from "./layout.ts";

/** Names that a file gives to what is no class. */
const NO_CLASS =
  /^(?:(?:ambiguous|ambiguity|background|bg|unclear|uncertain|don'?t[ _-]?care|ignored?)(?:[ _-].*)?|n\/?a|null|nothing|void|invalid|undefined|misc(?:ellaneous)?|rest|no[ _-]?(?:action|label|activity|class|event)|none|others?|unknown|unlabell?ed)$/i;

/** Whether a label's name suggests that it is no class. */
export function isNamedLikeNoClass(label: string): boolean {
  return NO_CLASS.test(label.trim());
}

/** Annotations without those of some labels, which every video keeps apart; positions in the file stay. */
export function ignoreLabels<A extends { readonly database: ReadonlyMap<string, AnnotatedVideo> }>(
  annotations: A,
  labels: readonly string[],
): A {
  if (labels.length === 0) return annotations;
  const names = new Set(labels);
  const database = new Map<string, AnnotatedVideo>();
  for (const [name, video] of annotations.database) {
    const isIgnored = ({ label }: { readonly label: string }) => names.has(label);
    database.set(
      name,
      !video.labels.some(isIgnored) ? video : {
        ...video,
        labels: video.labels.filter((each) => !isIgnored(each)),
        annotations: video.annotations.filter((each) => !isIgnored(each)),
        ignored: {
          labels: video.labels.filter(isIgnored),
          annotations: video.annotations.filter(isIgnored),
        },
      },
    );
  }
  return { ...annotations, database };
}

/** What was ignored, in words: "12 annotations labelled Ambiguous in 8 videos"; undefined where nothing was. */
export function ignoredText(videos: Iterable<AnnotatedVideo>): string | undefined {
  const found = Array.from(videos).flatMap(({ ignored }) => ignored ? [ignored.labels] : []);
  if (found.length === 0) return undefined;
  const names = [...new Set(found.flat().map(({ label }) => label))].sort();
  return `${count(found.flat().length, "annotation")} labelled ${names.join(", ")} in ${
    count(found.length, "video")
  }`;
}

/** The intervals of ignored labels, by video. */
export function ignoredIntervals(
  videos: Iterable<readonly [name: string, video: AnnotatedVideo]>,
): Map<string, readonly Annotation[]> {
  return new Map(
    Array.from(videos).flatMap(([name, { ignored }]) =>
      ignored && ignored.annotations.length > 0 ? [[name, ignored.annotations] as const] : []
    ),
  );
}
