import assert from "node:assert/strict";
import { join } from "node:path";
import { compileRecipe } from "../../../../specs/compile/mod.ts";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { lengthWarnings } from "../../../../pipeline/data/disk/warnings.ts";
import { ROOT, sharedTest } from "../../../shared.ts";
import { opened, smallDataset } from "../small_dataset.ts";

/** A video of 100 snippets of 0.64 s, 64 s together, with a segment that ends at `end`. */
function video(id: string, end: number, more: Partial<Video> = {}): Video {
  const segments = [{ label: "A", start: 1, end }];
  return { id, split: "test", labels: [0], length: 100, fps: 25, stride: 16, segments, ...more };
}

const CHECK = "(L stride / fps; check fps, stride and that times are in seconds)";

Deno.test("lengthWarnings() counts segments past the end of the features, where no duration is stated", () => {
  assert.deepEqual(lengthWarnings([video("a", 60), video("b", 70.3), video("c", 3, { length: 3 })]), []);
  assert.deepEqual(lengthWarnings([video("a", 1500), video("b", 70.5), video("c", 3.3, { length: 3 })]), [
    `3 of 3 annotated segments past the end of the features ${CHECK}: "a" A [1, 1500], features 64 s; ` +
    '"b" A [1, 70.5], features 64 s; "c" A [1, 3.3], features 1.92 s',
  ]);
  assert.deepEqual(lengthWarnings([video("a", 1500, { duration: 64 })]), []);
});

Deno.test("lengthWarnings() counts durations that the features do not have", () => {
  const durations = [64, 58, 70, 76.8, 32].map((duration, i) => video(`v${i}`, 30, { duration }));
  assert.deepEqual(lengthWarnings(durations), [
    `2 of 5 durations not that of the features ${CHECK}: "v3" 76.8 s, features 64 s; ` +
    '"v4" 32 s, features 64 s',
  ]);
});

Deno.test("lengthWarnings() names the window in the formula where there is one", () => {
  // 99 strides of 10 frames and one frame: 39.64 s.
  const sampled = (duration: number) => [video("a", 30, { duration, stride: 10, window: 1 })];
  assert.deepEqual(lengthWarnings(sampled(40)), []);
  assert.deepEqual(lengthWarnings(sampled(80)), [
    "1 of 1 duration not that of the features ((L - 1) stride / fps + window / fps; check fps, stride, window and that " +
    'times are in seconds): "a" 80 s, features 39.64 s',
  ]);
  const plain = lengthWarnings([video("a", 30, { duration: 80, stride: 10, window: 10 })]);
  assert.match(plain[0]!, /\(L stride \/ fps; check fps, stride and that/);
});

Deno.test("lengthWarnings() asks about rescaled features where most durations differ and all lengths are one", () => {
  const durations = [20, 64, 300].map((duration, i) => video(`v${i}`, 10, { duration }));
  const asked = "; all have 100 snippets: if they were rescaled to that, write times: from_durations)";
  assert.match(lengthWarnings(durations)[0]!, new RegExp(RegExp.escape(CHECK.slice(0, -1) + asked)));
  assert.equal(lengthWarnings(durations, 1024)[0], lengthWarnings(durations)[0]);
  const swapped =
    "; all have 100 snippets of 40 values: if that is 40 snippets of 100 values, write axes: [D, L], " +
    "width: 100; if they were rescaled to that, write times: from_durations)";
  assert.ok(lengthWarnings(durations, 40)[0]!.includes(swapped));
  const [other, ...rest] = durations;
  assert.doesNotMatch(lengthWarnings([{ ...other!, length: 99 }, ...rest])[0]!, /rescaled/);
});

Deno.test("lengthWarnings() says when nearly every video is annotated in its first half alone, and how sure that is", () => {
  const videos = Array.from({ length: 20 }, (_, i) => video(`v${i}`, 10 + i));
  const found = (all: number, odds: string) =>
    `${all} of ${all} videos annotated in the first half alone ${CHECK.slice(0, -1)}; ` +
    `if annotations ended anywhere, ${odds} data sets would look so): ` +
    '"v0" 10 s, features 64 s; "v1" 11 s, features 64 s; "v2" 12 s, features 64 s' + (all > 3 ? "; ..." : "");
  assert.deepEqual(lengthWarnings(videos), [found(20, "less than 1 of 1,000,000")]);
  assert.deepEqual(lengthWarnings(videos.slice(0, 9)), [found(9, "1 of 512")]);
  assert.deepEqual(lengthWarnings(videos.slice(0, 3)), [found(3, "1 of 8")]);
  assert.deepEqual(lengthWarnings(videos.slice(0, 2)), []);
  assert.deepEqual(lengthWarnings([...videos.slice(0, 8), video("x", 33)]), []);
  // 20 or more of 22: (1 + 22 + 231) / 2^22.
  assert.match(
    lengthWarnings([...videos, video("x", 33), video("y", 64)]).join(),
    /^20 of 22 videos .* 1 of 16,513 data sets /,
  );
  assert.deepEqual(lengthWarnings([...videos, ...["x", "y", "z"].map((id) => video(id, 33))]), []);
});

Deno.test("lengthWarnings() tolerates what is exactly at its bounds", () => {
  // Snippets of 1 s: features of 100 s, of which 10 s may differ.
  const exact = (id: string, end: number, more: Partial<Video> = {}) => video(id, end, { fps: 16, ...more });
  const warned = (...videos: Video[]) => lengthWarnings(videos).length;
  assert.equal(warned(exact("a", 60, { duration: 110 }), exact("b", 60, { duration: 90 })), 0);
  assert.equal(warned(exact("a", 60, { duration: 110.01 })), 1);
  assert.equal(warned(exact("a", 60, { duration: 89.99 })), 1);
  assert.deepEqual([warned(exact("a", 110)), warned(exact("a", 110.01))], [0, 1]);
  // Of 4 s, two snippets may differ.
  assert.deepEqual([warned(exact("a", 6, { length: 4 })), warned(exact("a", 6.01, { length: 4 }))], [0, 1]);
  const many = (early: number, end: number) =>
    Array.from({ length: 20 }, (_, i) => exact(`v${i}`, i < early ? end : 60));
  assert.deepEqual([warned(...many(20, 50)), warned(...many(20, 50.01))], [1, 0]);
  assert.deepEqual([warned(...many(18, 50)), warned(...many(17, 50))], [1, 0]);
});

Deno.test("openFolderDataset() warns of annotations in another unit than seconds", async () => {
  const small = smallDataset();
  small.files["gt.json"] = small.files["gt.json"]!.replaceAll("0.5", "12");
  await opened(small, ({ warnings }) =>
    assert.deepEqual(warnings, [
      `3 of 5 annotated segments past the end of the features ${CHECK}: "v1" A [0, 12], features 3.2 s; ` +
      '"v2" B [0, 12], features 3.2 s; "v3" A [0, 12], features 3.2 s',
    ]));
});

for (
  const [set, wanted] of [
    ["fps=100", /^180 of 180 durations not that of the features/],
    ["stride=16", /^180 of 180 durations not that of the features/],
  ] as const
) {
  sharedTest(`openDataset() warns of SHREC'21 with ${set}`, async (folder) => {
    const { recipe } = compileRecipe(join(ROOT, "recipes/cola_shrec21.yaml"), {
      set: [
        `data.root=${join(folder, "data/shrec21")}`,
        ...["pose", "motion"].map((source) => `features.sources.${source}.${set}`),
      ],
      read: (path) => Deno.readTextFileSync(path),
    });
    const { warnings } = await openDataset(recipe);
    // The annotations state the right rate, which is told too.
    const rates = set === "fps=100" ? ["180 of 180 frame rates"] : [];
    assert.deepEqual(warnings.slice(0, -1).map((warning) => warning.slice(0, 22)), rates);
    assert.match(warnings.at(-1)!, wanted);
  });
}
