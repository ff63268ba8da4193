/** Segments of a reference program that takes thresholds from each map: relative, strict, scored by the largest sample. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localize } from "../../../pipeline/inference/localize.ts";
import { sharedTest } from "../../shared.ts";
import { group, SECTION, signal } from "./section.ts";

interface Tensor {
  readonly shape: number[];
  readonly data: number[];
}

interface Fixture {
  readonly config: Readonly<Record<string, number>>;
  readonly inference: {
    readonly videos: readonly {
      readonly video_scores: Tensor;
      readonly classes: number[];
      readonly class_map: Tensor;
      /** Start, end and score by class; rows, the end excluded. */
      readonly segments: Readonly<Record<string, readonly number[][]>>;
    }[];
  };
}

sharedTest("localize() finds the segments of a reference program with relative thresholds", (shared) => {
  const folder = join(shared, "fixtures/siblings/wtalc");
  const files = readdirSync(folder);
  assert.ok(files.length > 0);
  for (const file of files) {
    const { config, inference } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Fixture;
    for (const { video_scores, classes, class_map, segments } of inference.videos) {
      const signals = new Map([
        ["map", signal(class_map.shape, class_map.data)],
        ["video", signal(video_scores.shape, video_scores.data)],
      ]);
      const found = localize({ signals, secondsPerSample: 1 }, {
        ...SECTION,
        classes: { from: "video", threshold: config["class_thresh"]!, strict: true, fallback: "none" },
        proposals: {
          one: group({
            kind: "relative",
            group_on: "map",
            score_on: "map",
            shares: [config["segment_thresh"]!],
            from: "min",
            strict: true,
            min_length: config["min_len"]!,
          }),
        },
        score: { kind: "max", video_weight: config["score_gamma"]! },
        suppress: { kind: "none" },
      });
      assert.deepEqual(found.classes, classes);
      const wanted = classes.flatMap((c) =>
        segments[c]!.map(([start, end, score]) => ({ c, start, end, score }))
      );
      const rows = found.classes.flatMap((c) => found.proposals.get(c)!.map((each) => ({ c, ...each })));
      assert.deepEqual(
        rows.map(({ c, start, end }) => [c, start, end]),
        wanted.map(({ c, start, end }) => [c, start, end]),
      );
      rows.forEach(({ score }, i) => assert.ok(Math.abs(score - wanted[i]!.score!) <= 1e-5));
    }
  }
});
