/** Segments as a timeline of OpenTimelineIO: a track for each class, whose clips are the segments. */
import { filmUrl } from "./media.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";

/** Times are in the frames of the film where their rate is said, else in milliseconds. */
export const otioTarget: ExchangeTarget = {
  ending: ".otio",
  ofOneVideo: true,
  unit: "either",
  content: ([video], context) => `${JSON.stringify(timelineOf(video!, context), undefined, 4)}\n`,
};

/** What every object on a timeline has. */
const ITEM = { metadata: {}, source_range: null, effects: [], markers: [], enabled: true };

function timelineOf({ id, media, segments }: ExchangedVideo, { labels, perSecond }: ExchangeContext) {
  const range = (start: number, end: number) => ({
    OTIO_SCHEMA: "TimeRange.1",
    start_time: { OTIO_SCHEMA: "RationalTime.1", rate: perSecond, value: start },
    duration: { OTIO_SCHEMA: "RationalTime.1", rate: perSecond, value: end - start },
  });
  const tracks = labels.map((label) => {
    let at = 0;
    const children = segments.filter((segment) => segment.label === label).flatMap(
      ({ score, start, end }) => {
        const gap = { OTIO_SCHEMA: "Gap.1", name: "", ...ITEM, source_range: range(0, start - at) };
        const clip = {
          OTIO_SCHEMA: "Clip.2",
          name: label,
          ...ITEM,
          metadata: { score },
          source_range: range(start, end),
          media_references: {
            DEFAULT_MEDIA: {
              OTIO_SCHEMA: "ExternalReference.1",
              name: "",
              metadata: {},
              available_range: null,
              available_image_bounds: null,
              target_url: filmUrl(media),
            },
          },
          active_media_reference_key: "DEFAULT_MEDIA",
        };
        const isLater = start > at;
        at = end;
        return isLater ? [gap, clip] : [clip];
      },
    );
    return { OTIO_SCHEMA: "Track.1", name: label, kind: "Video", ...ITEM, children };
  });
  return {
    OTIO_SCHEMA: "Timeline.1",
    name: id,
    metadata: {},
    global_start_time: null,
    tracks: { OTIO_SCHEMA: "Stack.1", name: "tracks", ...ITEM, children: tracks },
  };
}
