import assert from "node:assert/strict";
import { flatWarning } from "../../../pipeline/runs/test_split.ts";

Deno.test("flatWarning() names the videos of maps that gave no segment", () => {
  assert.equal(
    flatWarning({ flatMaps: 1, flatVideos: ["a"] }),
    '1 map was flat and gave no segment, in 1 video: "a"',
  );
  assert.equal(
    flatWarning({ flatMaps: 9, flatVideos: ["a", "b", "c", "d"] }),
    '9 maps were flat and gave no segment, in 4 videos: "a"; "b"; "c"; ...',
  );
});
