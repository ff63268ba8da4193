/** What is exported, read by the programs' own readers or those of their communities, where Python has them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { ExchangeName } from "../../../../pipeline/annotations/exchange/target_names.ts";
import { EXCHANGE_TARGETS } from "../../../../pipeline/annotations/exchange/targets.ts";
import { openAnnotations } from "../../../../pipeline/annotations/layouts/open.ts";
import type { ChosenKind } from "../../../../specs/options/fields.ts";
import { needs } from "../../../needs.ts";
import { inFolder } from "../../../temporary.ts";
import { segmentsRead, writeExchanged } from "../../kinds/layouts/exchanged.ts";

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
  /** Python that writes "jump & run" from 0.1 to 2.5 s to `path`, where the package writes files. */
  readonly writes?: string;
  /** How that is read, where the defaults do not read it. */
  readonly format?: ChosenKind;
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
    writes: `
import pympi
eaf = pympi.Elan.Eaf()
eaf.add_tier("mine")
eaf.add_annotation("mine", 100, 2500, "jump & run")
eaf.add_linguistic_type("notes", constraints="Symbolic_Association", timealignable=False)
eaf.add_tier("notes", "notes", parent="mine")
eaf.add_ref_annotation("notes", "mine", 150, "so")
eaf.to_file(path)`,
  },
  datavyu: {
    module: "pyvyu",
    perSecond: 1000,
    program: `
import pyvyu
sheet = pyvyu.load_opf(path)
rows = [[c.values["label"], c.onset, c.offset] for c in sheet.get_column("segments").cells]`,
    writes: `
import pyvyu
sheet = pyvyu.Spreadsheet()
sheet.new_column("mine", "act", "note").new_cell("jump & run", "so", ordinal=1, onset=100, offset=2500)
pyvyu.save_opf(sheet, path, True)`,
    format: { kind: "datavyu", label: "code", code: "act" },
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
def milliseconds(time):
    hours, minutes, seconds = time.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60000 + float(seconds) * 1000)
rows = [[html.unescape(c.raw_text), milliseconds(c.start), milliseconds(c.end)] for c in webvtt.read(path)]`,
    writes: `
import webvtt
captions = webvtt.WebVTT()
captions.captions.append(webvtt.Caption("00:00:00.100", "00:00:02.500", "jump &amp; <i>run</i>"))
captions.save(path)`,
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
    writes: `
import opentimelineio as otio
at = lambda start, length: otio.opentime.TimeRange(otio.opentime.RationalTime(start, 20), otio.opentime.RationalTime(length, 20))
timeline = otio.schema.Timeline("mine")
track = otio.schema.Track("V1")
timeline.tracks.append(track)
track.append(otio.schema.Gap(source_range=at(0, 100)))
track.append(otio.schema.Clip("jump & run", otio.schema.ExternalReference("film.mov", at(72000, 400)), at(72002, 48)))
otio.adapters.write_to_file(timeline, path)`,
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

for (const [name, { module, perSecond, program, writes, format }] of Object.entries(READERS)) {
  const isThere = there.includes(`'${module}'`);
  Deno.test({
    ...needs(
      `Python's ${module}`,
      isThere,
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
  if (writes === undefined) continue;
  Deno.test({
    ...needs(`Python's ${module}`, isThere, `What ${module} writes is read as layout ${name}`),
    fn: () =>
      inFolder(async (folder) => {
        const path = join(folder, `film${EXCHANGE_TARGETS[name as ExchangeName].ending}`);
        const { code, stderr } = python(`import sys\npath = sys.argv[1]\n${writes}`, path)!;
        assert.equal(code, 0, new TextDecoder().decode(stderr));
        assert.deepEqual(segmentsRead(await openAnnotations(path, format)), {
          film: [["jump & run", 0.1, 2.5]],
        });
      }),
  });
}
