import assert from "node:assert/strict";
import { join } from "node:path";
import { diagnoseCommand, type DiagnoseOptions } from "../../../pipeline/cli/diagnose.ts";
import { ROOT } from "../../shared.ts";
import type { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { temporaryFolder } from "../../temporary.ts";
import { printedBy } from "./printed.ts";

const GT = {
  database: {
    v: {
      subset: "test",
      duration: 100,
      annotations: [
        { label: "a", segment: [0, 10] },
        { label: "a", segment: [20, 22] },
        { label: "b", segment: [40, 80] },
        { label: "Ambiguous", segment: [85, 95] },
        { label: "b", segment: [99, 99] },
      ],
    },
  },
};

const RESULTS = [
  ["a", 0.9, 0, 10],
  ["a", 0.8, 0, 9],
  ["a", 0.7, 40, 79],
  ["a", 0.6, 15, 23],
  ["b", 0.5, 40, 52],
  ["b", 0.4, 85, 95],
] as const;

/** Writes both files, and runs the verb on them. */
async function diagnosed(
  options: Omit<DiagnoseOptions, "groundTruth"> = {},
  results: readonly (readonly [label: string, score: number, start: number, end: number])[] = RESULTS,
) {
  const folder = temporaryFolder();
  const listed = results.map(([label, score, ...segment]) => ({ label, score, segment }));
  await Deno.writeTextFile(join(folder, "gt.json"), JSON.stringify(GT));
  await Deno.writeTextFile(join(folder, "p.json"), JSON.stringify({ results: { v: listed } }));
  return await printedBy(() =>
    diagnoseCommand(join(folder, "p.json"), {
      groundTruth: join(folder, "gt.json"),
      ignoreLabels: ["Ambiguous"],
      ...options,
    })
  );
}

Deno.test("diagnoseCommand() prints tables, or one line of JSON and the tables beside it", async () => {
  const { code, out, err } = await diagnosed();
  assert.equal(code, 0);
  assert.equal(
    out.join("\n"),
    `protocol      thumos14_seconds (504b822f8b76)
tIoU          0.5
bins          thumos14
ground truth  1 video, 3 instances, 2 classes of subset "test" (8154085ffd47)
predictions   6 segments, all of them looked at

mAP    25.00
mAP_N  25.00  as if every class had 1.5 instances

What the predictions are; a type costs by how much mAP_N would rise without it

type          a segment that                            segments   share  cost
right         finds an instance of its class                   1  16.7 %
double        finds one that is found already                  1  16.7 %  0.00
wrong label   is on another class, tIoU from 0.5               1  16.7 %  0.00
localization  is near its class, tIoU 0.1 to 0.5               2  33.3 %  0.00
confusion     is near another class, tIoU 0.1 to 0.5           0   0.0 %  0.00
background    is where nothing happens, tIoU below 0.1         1  16.7 %  0.00

By rank: group 1 are the N best of a class with N instances, group 2 the next N

group   right  double  wrong label  localization  confusion  background  segments
1      33.3 %  33.3 %        0.0 %        33.3 %      0.0 %       0.0 %         3
2       0.0 %   0.0 %       33.3 %        33.3 %      0.0 %      33.3 %         3

Which instances are missed: no segment finds them at a precision above 0.05

                                              instances  missed %   mAP_N
all                                                   3     66.67   25.00
part of the video          XS up to 2 %               1    100.00    0.00
                           S  2 to 4 %                0         -       -
                           M  4 to 6 %                0         -       -
                           L  6 to 8 %                0         -       -
                           XL more than 8 %           2     50.00   50.00
length                     XS up to 3 s               1    100.00    0.00
                           S  3 to 6 s                0         -       -
                           M  6 to 12 s               1      0.00  100.00
                           L  12 to 18 s              0         -       -
                           XL more than 18 s          1    100.00    0.00
of the class in the video  XS 1                       1    100.00    0.00
                           S  2 to 40                 2     50.00   50.00
                           M  41 to 80                0         -       -
                           L  more than 80            0         -       -`,
  );
  assert.deepEqual(err, [
    "warning: Left out: 1 instance without length",
    "ignored 1 annotation labelled Ambiguous in 1 video",
  ]);
  const json = await diagnosed({ json: true });
  assert.deepEqual(json.err, [...err, ...out]);
  assert.equal(json.out.length, 1);
});

Deno.test("diagnoseCommand() gives one object with counts, percents and bins", async () => {
  const { out } = await diagnosed({ json: true });
  const { by_rank: byRank, false_negatives: missed, sensitivity, ...found } = JSON.parse(out[0]!);
  assert.deepEqual(found, {
    kind: "walt.diagnosis",
    version: 1,
    threshold: 0.5,
    predictions: 6,
    mAP: 25,
    mAP_N: 25,
    types: { true_positive: 1, double: 1, wrong_label: 1, localization: 2, confusion: 0, background: 1 },
    impact: { double: 0, wrong_label: 0, localization: 0, confusion: 0, background: 0 },
    without_limit: { mAP: 25, mAP_N: 25 },
    bins: "thumos14",
    protocol: "thumos14_seconds",
    protocol_hash: "504b822f8b76",
    ground_truth: {
      subset: "test",
      videos: 1,
      instances: 3,
      instances_per_class: 1.5,
      hash: "8154085ffd47",
    },
    all_predictions: 6,
    warnings: ["Left out: 1 instance without length"],
  });
  assert.equal(byRank.length, 10);
  assert.deepEqual(byRank[1], {
    group: 2,
    types: { true_positive: 0, double: 0, wrong_label: 1, localization: 1, confusion: 0, background: 1 },
  });
  assert.deepEqual(Object.keys(missed), [
    "share",
    "share_without_floor",
    "coverage",
    "length",
    "instances",
  ]);
  assert.deepEqual(missed.length[0], { bin: "XS", instances: 1, missed: 100 });
  assert.deepEqual(missed.length[1], { bin: "S", instances: 0, missed: null });
  assert.deepEqual(sensitivity.length[2], { bin: "M", instances: 1, mAP_N: 100, relative: 4 });
  assert.deepEqual(sensitivity.length[3], { bin: "L", instances: 0, mAP_N: null, relative: null });
});

Deno.test("diagnoseCommand() takes tIoU and bins from the protocol, unless they are given", async () => {
  const anet = JSON.parse((await diagnosed({ json: true, protocol: "anet13" })).out[0]!);
  assert.deepEqual(anet.threshold, [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
  assert.deepEqual([anet.bins, anet.by_threshold.length, anet.by_threshold[9].threshold], [
    "activitynet",
    10,
    0.95,
  ]);
  // The double one, tIoU 0.9, is too short at the last threshold.
  assert.deepEqual([anet.types.double, anet.types.wrong_label], [0.9, 1]);
  const given = JSON.parse(
    (await diagnosed({ json: true, protocol: "anet13", tiou: "0.3", bins: "thumos14" })).out[0]!,
  );
  assert.deepEqual([given.threshold, given.bins, given.by_threshold], [0.3, "thumos14", undefined]);
  const several = (await diagnosed({ tiou: "0.5:0.9:0.2" })).out.join("\n");
  assert.match(several, /^tIoU +0.5 0.7 0.9; all numbers are means over them$/m);
  assert.match(several, /is near its class, tIoU 0.1 to the threshold/);
});

Deno.test("diagnoseCommand() of no predictions, and with the options of eval", async () => {
  const { out, err } = await diagnosed({}, []);
  assert.match(err[0]!, /^warning: ".*p\.json" has no predictions$/);
  assert.match(out.join("\n"), /^no predictions$/m);
  assert.match(out.join("\n"), /^all +3 +100.00 +0.00$/m);
  const fractions = RESULTS.map(([label, score, start, end]) =>
    [label, score, start / 100, end / 100] as const
  );
  const inSeconds = JSON.parse((await diagnosed({ json: true })).out[0]!);
  const converted = JSON.parse((await diagnosed({ json: true, time: "fraction" }, fractions)).out[0]!);
  assert.deepEqual(converted.types, inSeconds.types);
});

Deno.test("diagnoseCommand() refuses what it cannot compare, with a remedy", async () => {
  await assert.rejects(diagnosed({ groundTruth: undefined } as never), {
    name: "UserError",
    message: /p\.json" is no run folder, and what it is compared with is missing$/,
  });
  await assert.rejects(diagnosed({ tiou: "0" }), { name: "UserError", message: /^--tiou must rise within/ });
  await assert.rejects(diagnosed({ ambiguous: "list.txt" }), {
    name: "UserError",
    message: "Protocol thumos14_seconds uses no ambiguous intervals: it says ambiguous: absent",
  });
  const folder = temporaryFolder();
  const command = (options: DiagnoseOptions) => printedBy(() => diagnoseCommand(folder, options));
  await assert.rejects(command({}), {
    name: "UserError",
    message: `"${folder}" is no run folder: it has no recipe.yaml`,
  });
  await Deno.copyFile(join(ROOT, "recipes", "demo.yaml"), join(folder, "recipe.yaml"));
  await assert.rejects(command({}), {
    name: "UserError",
    message: `Run "${folder}" has no predictions: it is not finished`,
  });
  // It has results, and cannot go on.
  await Deno.writeTextFile(join(folder, "result.json"), "{}");
  await assert.rejects(command({}), ({ message, diagnostics: [first] }: UserError) => {
    assert.equal(message, `Run "${folder}" has no predictions: its predictions.json was removed`);
    const remedy =
      /^restore the file from a copy, or remove "\S+result.json" and write walt run --resume \S+$/;
    assert.match(first!.hint!, remedy);
    return true;
  });
});

Deno.test("diagnoseCommand() says that a class may be none", async () => {
  const { err } = await diagnosed({ ignoreLabels: [] });
  assert.match(
    err.join("\n"),
    /^warning: "Ambiguous" is scored as a class, .* leave it out with --ignore-label "Ambiguous"$/m,
  );
});
