import assert from "node:assert/strict";
import { opened, refusal } from "./opened.ts";

/** A file with two tiers, of which one hangs on the other. */
const EAF = `<?xml version="1.0" encoding="UTF-8"?>\r
<ANNOTATION_DOCUMENT FORMAT="2.8" VERSION="2.8">\r
  <HEADER TIME_UNITS="milliseconds">
    <MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/films/day%201.mp4" MIME_TYPE="video/mp4"/>
  </HEADER>
  <TIME_ORDER>
    <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="100"/>
    <TIME_SLOT TIME_SLOT_ID="ts2"/>
    <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="2500"/>
  </TIME_ORDER>
  <TIER LINGUISTIC_TYPE_REF="t" TIER_ID="jump">
    <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts3">
      <ANNOTATION_VALUE>high &amp; &#x6C34; <![CDATA[<far>]]></ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  </TIER>
  <TIER LINGUISTIC_TYPE_REF="s" TIER_ID="parts" PARENT_REF="jump">
    <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
      <ANNOTATION_VALUE>up</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
    <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">
      <ANNOTATION_VALUE>note</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
  </TIER>
</ANNOTATION_DOCUMENT>
`;

Deno.test("Layout elan reads tiers without parent, their values or names, and names the video after file or media", async () => {
  assert.deepEqual(await opened({ "v.eaf": EAF }), { v: [["high & 水 <far>", 0.1, 2.5]] });
  assert.deepEqual(await opened({ "v.eaf": EAF }, "{ kind: elan, label: tier, video: media }"), {
    "day 1": [["jump", 0.1, 2.5]],
  });
  assert.deepEqual(await opened({ "all/a/v.eaf": EAF, "all/w.eaf": EAF, "all/README.txt": "Hello" }), {
    "a/v": [["high & 水 <far>", 0.1, 2.5]],
    w: [["high & 水 <far>", 0.1, 2.5]],
  });
});

Deno.test("Layout elan says where it cannot read, and what would be read", async () => {
  const tiers = await refusal({ "v.eaf": EAF }, "{ kind: elan, tiers: [parts, jmp] }");
  assert.match(tiers, /There is no tier "jmp"\n +--> ROOT\/v\.eaf:11:3\n[^]*tiers: "jump", "parts"/);
  assert.match(
    tiers,
    /Time slot "ts2" of an annotation of tier "parts" has no time of its own\n +--> ROOT\/v\.eaf:16:17/,
  );
  assert.match(
    tiers,
    /Tier "parts" has annotations without times[^]*--> ROOT\/v\.eaf:18:17[^]*leave it out of tiers/,
  );
  const odd = EAF.replace('"2500"', '"2.5s"').replace("high &amp; &#x6C34; <![CDATA[<far>]]>", "");
  assert.match(
    await refusal({ "v.eaf": odd }),
    /has no value[^]*v\.eaf:12:17[^]*\{ kind: elan, label: tier \}/,
  );
  assert.match(
    await refusal({ "v.eaf": odd }, "{ kind: elan, label: tier }"),
    /must have a start and an end, two finite numbers: current value is 0\.1 and 2\.5s ms\n +--> ROOT\/v\.eaf:12:17/,
  );
  assert.match(
    await refusal({ "v.eaf": EAF.replace("milliseconds", "PAL-frames") }),
    /Times are in PAL-frames: walt reads milliseconds\n +--> ROOT\/v\.eaf:3:3/,
  );
  assert.match(await refusal({ "v.eaf": "<a/>" }), /No file of ELAN: its root is a\n +--> ROOT\/v\.eaf:1:1/);
  assert.match(
    await refusal({ "v.eaf": EAF.replace("</TIME_ORDER>", "</TIME_ORDR>") }),
    /No well-formed XML: [^]*--> ROOT\/v\.eaf:/,
  );
  assert.match(
    await refusal({ "v.eaf": EAF.replace(/<MEDIA.*/, "") }, "{ kind: elan, video: media }"),
    /names no media file[^]*v\.eaf:3:3[^]*leave out video: media/,
  );
});

Deno.test("Layout elan asks where its times begin in another place than the film, and adds that", async () => {
  const files = { "v.eaf": EAF.replace("<MEDIA_DESCRIPTOR", '<MEDIA_DESCRIPTOR TIME_ORIGIN="1500"') };
  assert.match(
    await refusal(files),
    /ELAN begins at 1500 ms of the media file[^]*v\.eaf:4:5[^]*time_origin: add/,
  );
  assert.deepEqual(await opened(files, "{ kind: elan, time_origin: add }"), {
    v: [["high & 水 <far>", 1.6, 4]],
  });
  assert.deepEqual(await opened(files, "{ kind: elan, time_origin: leave }"), {
    v: [["high & 水 <far>", 0.1, 2.5]],
  });
});
