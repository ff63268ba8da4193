import assert from "node:assert/strict";
import { opened, refusal } from "./opened.ts";

const time = (value: number, rate = 24) => ({ OTIO_SCHEMA: "RationalTime.1", value, rate });
const range = (start: number, length: number, rate = 24) => ({
  OTIO_SCHEMA: "TimeRange.1",
  start_time: time(start, rate),
  duration: time(length, rate),
});
/** An hour of time code at 24 frames per second, at which the media begin. */
const HOUR = 24 * 3600;
const media = (url: string) => ({
  OTIO_SCHEMA: "ExternalReference.1",
  target_url: url,
  available_range: range(HOUR, 240),
});

function timeline(...children: readonly unknown[]) {
  const track = {
    OTIO_SCHEMA: "Track.1",
    children: [{ OTIO_SCHEMA: "Gap.1", source_range: range(0, 24) }, ...children],
  };
  return {
    "cut.otio": JSON.stringify(
      {
        OTIO_SCHEMA: "Timeline.1",
        tracks: { OTIO_SCHEMA: "Stack.1", children: [track] },
      },
      undefined,
      1,
    ),
  };
}

const SECOND = {
  OTIO_SCHEMA: "Clip.2",
  name: "jump",
  source_range: range(HOUR + 36, 12),
  media_references: { DEFAULT_MEDIA: media("file:///films/day%201.mov") },
  active_media_reference_key: "DEFAULT_MEDIA",
  markers: [{ OTIO_SCHEMA: "Marker.2", name: "peak", marked_range: range((HOUR + 36) * 2, 24, 48) }],
};
const FIRST = {
  OTIO_SCHEMA: "Clip.1",
  name: "walk",
  source_range: null,
  media_reference: media("file:///films/day%201.mov"),
};

Deno.test("Layout otio reads clips of both schemas and markers, in the time of their media", async () => {
  assert.deepEqual(await opened(timeline(SECOND, FIRST)), { cut: [["walk", 0, 10], ["jump", 1.5, 2]] });
  assert.deepEqual(await opened(timeline(SECOND, FIRST), "{ kind: otio, label: marker, video: media }"), {
    "day 1": [["peak", 1.5, 2]],
  });
  const other = { ...FIRST, media_reference: media("b.mov") };
  assert.deepEqual(await opened(timeline(SECOND, other), "{ kind: otio, video: media }"), {
    "day 1": [["jump", 1.5, 2]],
    b: [["walk", 0, 10]],
  });
  assert.match(
    await refusal(timeline(SECOND, other)),
    /The clips show 2 media files[^]*cut\.otio:1:1[^]*\{ kind: otio, video: media \}/,
  );
  assert.deepEqual(await opened(timeline()), { cut: [] });
});

Deno.test("Layout otio shows clips without a name, a range or a media file", async () => {
  const text = await refusal(
    timeline({ ...SECOND, name: "" }, { ...SECOND, source_range: { start_time: time(1) } }),
  );
  assert.match(text, /A clip or marker has no name[^]*cut\.otio:\d+:\d+/);
  assert.match(text, /"jump" has no time range with a start and a duration[^]*cut\.otio:\d+:\d+/);
  assert.match(
    await refusal(timeline({ ...SECOND, media_references: {} }), "{ kind: otio, video: media }"),
    /Clip "jump" has no media file[^]*leave out video: media/,
  );
});
