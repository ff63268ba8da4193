import assert from "node:assert/strict";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { snippetIndexWarnings } from "../../../../pipeline/data/disk/snippet_indices.ts";

/** A video of 100 snippets of 0.64 s with a segment. */
function video(id: string, start: number, end: number, more: Partial<Video> = {}): Video {
  const segments = [{ label: "A", start, end }];
  return { id, split: "test", labels: [0], length: 100, fps: 25, stride: 16, segments, ...more };
}

Deno.test("snippetIndexWarnings() tells whole numbers that end with the snippets of videos", () => {
  assert.deepEqual(snippetIndexWarnings([video("a", 3, 100), video("b", 70, 99), video("c", 5, 20)]), [
    "Annotated times look like numbers of snippets: all are whole, none is past the snippets of its video, and those of " +
    '2 videos end with them (times are in seconds: multiply by stride / fps, such as 0.64): "a" 100 of 100 snippets, ' +
    '64 s; "b" 99 of 100 snippets, 64 s',
  ]);
});

Deno.test("snippetIndexWarnings() leaves alone what may be seconds", () => {
  const found = [video("a", 3, 100), video("b", 70, 99)];
  for (
    const more of [
      [],
      [video("c", 5.5, 20)],
      [video("c", 5, 101)],
    ]
  ) assert.deepEqual(snippetIndexWarnings([...found, ...more]), []);
  assert.deepEqual(snippetIndexWarnings([1, 2, 3].map((i) => video(`v${i}`, i, 60))), []);
  const seconds = [...found, video("c", 5, 20)].map((each) => ({ ...each, stride: 25 }));
  assert.deepEqual(snippetIndexWarnings(seconds), []);
});
