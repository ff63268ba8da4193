import assert from "node:assert/strict";
import { join } from "node:path";
import { FORM_NAMES, FORMS } from "../../../../pipeline/annotations/predictions/forms.ts";
import { readPredictions } from "../../../../pipeline/annotations/predictions.ts";
import { temporaryFolder } from "../../../temporary.ts";

const LABEL = 'a "b", <c> --> & d';
const found = [
  { video: "v 1", label: LABEL, score: 0.25, start: 3725.0004, end: 3726.5 },
  { video: "v 1", label: " x", score: 1 / 3, start: 1.25, end: 1.25 },
];

Deno.test("predictions come back unchanged from each form of several videos", async () => {
  const folder = temporaryFolder();
  for (const name of FORM_NAMES) {
    if (FORMS[name].ofOneVideo) continue;
    const path = join(folder, `p.${name}`);
    await Deno.writeTextFile(path, FORMS[name].text(found, ["v 1"]));
    assert.deepEqual((await readPredictions(path, [LABEL, " x"])).detections, found, name);
  }
});

Deno.test("subtitles stand in the order of time, end after they start, and have no markup of a label", () => {
  assert.equal(
    FORMS.vtt.text(found),
    "WEBVTT\n\n00:00:01.250 --> 00:00:01.251\nx 0.333\n" +
      '\n01:02:05.000 --> 01:02:06.500\na "b", &lt;c&gt; --&gt; &amp; d 0.250\n',
  );
  assert.equal(
    FORMS.srt.text(found),
    '1\n00:00:01,250 --> 00:00:01,251\nx 0.333\n\n2\n01:02:05,000 --> 01:02:06,500\na "b", <c> -> & d 0.250\n',
  );
  assert.deepEqual([FORMS.vtt.text([]), FORMS.srt.text([])], ["WEBVTT\n", ""]);
});
