/** What is exported, read by the programs' own readers or those of their communities, where Python has them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { EXCHANGE_TARGETS, type ExchangeName } from "../../../../pipeline/annotations/exchange/targets.ts";
import { needs } from "../../../needs.ts";
import { inFolder } from "../../../temporary.ts";
import { writeExchanged } from "../../kinds/layouts/exchanged.ts";

const VIDEOS = [{
  id: "film",
  media: "/films/day 1/film.mp4",
  segments: [
    { label: 'jump "high" <b> & é', score: 0.5, start: 0, end: 25 },
    { label: "walk", score: 0.25, start: 10, end: 1500 },
    { label: "walk", score: 0.75, start: 91000, end: 91025 },
  ],
}];

/** What every reader answers: the label, and the times in milliseconds or frames. */
const READ = VIDEOS[0]!.segments.map(({ label, start, end }) => [label, start, end]);

interface Reader {
  /** The package that is imported. */
  readonly module: string;
  readonly perSecond: number;
  /** Python that makes `rows` of `path`. */
  readonly program: string;
}

const READERS: Readonly<Partial<Record<ExchangeName, Reader>>> = {
  elan: {
    module: "pympi",
    perSecond: 1000,
    program: `
import pympi
eaf = pympi.Elan.Eaf(path)
assert eaf.get_linked_files()[0]["MEDIA_URL"] == "file:///films/day%201/film.mp4"
rows = [[v, s, e] for t in eaf.get_tier_names() for s, e, v in eaf.get_annotation_data_for_tier(t)]`,
  },
  datavyu: {
    module: "pyvyu",
    perSecond: 1000,
    program: `
import pyvyu
sheet = pyvyu.load_opf(path)
rows = [[c.get_code("label") if hasattr(c, "get_code") else c.values["label"], c.onset, c.offset]
        for c in sheet.get_column("segments").cells]`,
  },
  "label-studio": {
    module: "label_studio_sdk",
    perSecond: 25,
    program: `
import os
from label_studio_sdk.label_interface import LabelInterface
interface = LabelInterface(open(os.path.join(os.path.dirname(path), "labeling_interface.xml"), encoding="utf8").read())
prediction = json.load(open(path, encoding="utf8"))[0]["predictions"][0]
errors = interface.validate_prediction(prediction, return_errors=True)
assert not errors, errors
rows = [[r["value"]["timelinelabels"][0], r["value"]["ranges"][0]["start"] - 1, r["value"]["ranges"][0]["end"]]
        for r in prediction["result"]]`,
  },
  vtt: {
    module: "webvtt",
    perSecond: 1000,
    program: `
import html, webvtt
rows = [[html.unescape(c.raw_text), round(c.start_in_seconds * 1000), round(c.end_in_seconds * 1000)]
        if isinstance(c.start_in_seconds, float) else
        [html.unescape(c.raw_text), *[int(t.replace(".", ":").split(":")[2]) * 1000 + int(t[-3:]) +
         int(t.split(":")[1]) * 60000 for t in (c.start, c.end)]]
        for c in webvtt.read(path)]`,
  },
  otio: {
    module: "opentimelineio",
    perSecond: 1000,
    program: `
import opentimelineio as otio
timeline = otio.adapters.read_from_file(path)
for clip in timeline.find_clips():
    at = clip.transformed_time(clip.source_range.start_time, timeline.tracks)
    assert at == clip.source_range.start_time, (at, clip.source_range)
    assert clip.media_reference.target_url == "file:///films/day%201/film.mp4"
rows = [[c.name, int(c.source_range.start_time.value), int(c.source_range.end_time_exclusive().value)]
        for c in timeline.find_clips()]`,
  },
};

function python(program: string, ...words: readonly string[]) {
  try {
    return new Deno.Command("python3", { args: ["-c", program, ...words] }).outputSync();
  } catch {
    return undefined;
  }
}

const modules = Object.values(READERS).map(({ module }) => module);
const found = python(
  "import importlib.util, sys; print([m for m in sys.argv[1:] if importlib.util.find_spec(m)])",
  ...modules,
);
const there = new TextDecoder().decode(found?.stdout);

for (const [name, { module, perSecond, program }] of Object.entries(READERS)) {
  Deno.test({
    ...needs(
      `Python's ${module}`,
      there.includes(`'${module}'`),
      `What goes to ${name} is what ${module} reads`,
    ),
    fn: () =>
      inFolder((folder) => {
        const target = EXCHANGE_TARGETS[name as ExchangeName];
        const path = writeExchanged(folder, VIDEOS, target, perSecond);
        const file = target.ofOneVideo ? join(path, `film${target.ending}`) : path;
        const output = python(
          `import json, sys\npath = sys.argv[1]\n${program}\nprint(json.dumps(rows))`,
          file,
        )!;
        assert.equal(output.code, 0, new TextDecoder().decode(output.stderr));
        const rows: typeof READ = JSON.parse(new TextDecoder().decode(output.stdout));
        assert.deepEqual(rows.toSorted((a, b) => Number(a[1]) - Number(b[1])), READ);
        return Promise.resolve();
      }),
  });
}
