import assert from "node:assert/strict";
import { vttText } from "../../../../pipeline/annotations/predictions/subtitles.ts";
import { opened, refusal } from "./opened.ts";

const VTT = `\uFEFFWEBVTT - a title\r
Kind: captions\r
\r
NOTE of 00:01.000 --> 00:02.000\r
a comment\r
\r
STYLE\r
::cue { color: red }\r
\r
1\r
00:01.500 --> 00:04.000 align:start\r
<v Ann>jump</v> &amp;\r
<i>walk</i>\r
\r
\r
101:00:00.000 --> 101:00:01.000\r
run\r
`;

Deno.test("Layout vtt reads cues with names, settings, tags and several lines, and passes over what is none", async () => {
  assert.deepEqual(await opened({ "v.vtt": VTT }), { v: [["jump & walk", 1.5, 4], ["run", 363600, 363601]] });
  assert.deepEqual(await opened({ "v.vtt": VTT.replaceAll("\r\n", "\n") }), await opened({ "v.vtt": VTT }));
  assert.deepEqual(await opened({ "v.vtt": VTT.replaceAll("\r\n", "\r") }), await opened({ "v.vtt": VTT }));
  assert.deepEqual(await opened({ "v.vtt": "WEBVTT\n" }), { v: [] });
});

Deno.test("Layout vtt leaves out the scores that --format vtt writes, where it is told to", async () => {
  const text = vttText([{ video: "v", label: "jump 2", score: -0.25, start: 1, end: 2 }]);
  assert.deepEqual(await opened({ "v.vtt": text }), { v: [["jump 2 -0.250", 1, 2]] });
  assert.deepEqual(await opened({ "v.vtt": text }, "{ kind: vtt, scores: true }"), { v: [["jump 2", 1, 2]] });
  assert.match(
    await refusal({ "v.vtt": VTT }, "{ kind: vtt, scores: true }"),
    /ends with no score: "jump & walk"[^]*v\.vtt:11:1[^]*leave out scores: true/,
  );
});

Deno.test("Layout vtt shows lines that are no times, and cues without text", async () => {
  const text = await refusal({
    "v.vtt":
      "WEBVTT\n\n00:01,500 --> 00:02,000\na\n\n00:03.000 --> 00:04.000\n\n00:06.000 --> 00:05.000\nb\n",
  });
  assert.match(text, /A cue has no two times\n +--> ROOT\/v\.vtt:3:1[^]*00:00:01\.500 -->/);
  assert.match(text, /A cue has no text, which is its class\n +--> ROOT\/v\.vtt:6:1/);
  assert.match(text, /Segment of "b" in video "v" must end after its start[^]*v\.vtt:8:1/);
  assert.match(await refusal({ "v.vtt": "1\n00:01.000 --> 00:02.000\na\n" }), /No WebVTT[^]*v\.vtt:1:1/);
});
