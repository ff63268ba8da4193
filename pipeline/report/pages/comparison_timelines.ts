/** The videos on which variants differ most, each under all variants. */
import { classColours } from "../charts/colours.ts";
import type { ComparedVideo, ComparisonData } from "../comparison_data.ts";
import { isDrawable } from "../drawable.ts";
import { variantsTimeline } from "../timeline/variants_timeline.ts";
import { section } from "./document.ts";
import { element, type Markup } from "./element.ts";
import { percentText } from "./format.ts";

/** The section about videos; nothing where variants are alike on all of them. */
export function timelines({ videos, variants, scoredVideos }: ComparisonData): Markup | undefined {
  if (videos.length === 0) return undefined;
  const names = variants.map(({ name }) => name);
  const drawable = videos.map(withPlaces);
  const colours = classColours(videos.map(({ labels }) => labels));
  return section(
    "Videos",
    element(
      "p",
      { class: "facts" },
      `${
        videos.length === scoredVideos ? "All" : `${videos.length} of ${scoredVideos}`
      } videos: those on which the variants differ most. Of each `,
      "the mAP as if it were the only one, over its own classes, mean over the seeds; they are sorted by the difference of the ",
      "best variant and the worst. Drawn are the runs of the seed on which they differ most, each with its own mAP.",
    ),
    drawable.map((video, i) =>
      element(
        "details",
        { class: "video", open: "" },
        element("summary", {}, video.id, " ", element("span", {}, rangeText(video, names))),
        variantsTimeline(video, names, colours[i]!),
      )
    ),
  );
}

function rangeText({ variants }: ComparedVideo, names: readonly string[]): string {
  const sorted = variants.toSorted((a, b) => a.mean - b.mean);
  const [worst, best] = [sorted[0]!, sorted.at(-1)!];
  return `${percentText(worst.mean)} % (${names[worst.variant]}) to ${percentText(best.mean)} % (${
    names[best.variant]
  })`;
}

function withPlaces(video: ComparedVideo): ComparedVideo {
  const hasPlace = ({ start, end }: { start: number; end: number }) => isDrawable(start) && isDrawable(end);
  return {
    ...video,
    groundTruth: video.groundTruth.filter(hasPlace),
    variants: video.variants.map(({ detections, ...rest }) => ({
      ...rest,
      detections: detections.filter((each) => hasPlace(each) && isDrawable(each.score)),
    })),
  };
}
