import assert from "node:assert/strict";
import { filmJobs } from "../../../pipeline/films/film_jobs.ts";

const film = (area: number | undefined) => ({ hasPictures: true, hasSound: false, area });
const SMALL = film(640 * 360);

Deno.test("filmJobs() encodes as many films at a time as there are cores and films", () => {
  const many = Array.from({ length: 20 }, () => SMALL);
  assert.deepEqual(filmJobs(many, 1e6, { cores: 8 }), { count: 8, threads: 1 });
  assert.deepEqual(filmJobs(many.slice(0, 3), 1e6, { cores: 8 }), { count: 3, threads: 3 });
  assert.deepEqual(filmJobs([SMALL], 1e6, { cores: 8 }), { count: 1, threads: undefined });
  assert.deepEqual(filmJobs([], 1e6, { cores: 8 }), { count: 1, threads: undefined });
  assert.equal(filmJobs(many, 1e6, { cores: 8 }, 12).count, 12);
  assert.equal(filmJobs(many, 1e6, { cores: 8, free: 1e8 }, 2).count, 2);
});

Deno.test("filmJobs() lets films take half of the free memory, by the largest of them", () => {
  const count = (area: number | undefined, free: number, kept = 1e6) =>
    filmJobs([...Array.from({ length: 20 }, () => SMALL), film(area)], kept, { cores: 16, free }).count;
  assert.equal(count(640 * 360, 16e9), 16);
  // A film of 3840 x 2160 is decoded in up to 170 MB by one thread, and in 530 MB by 16.
  const large = 3840 * 2160;
  assert.ok(count(large, 16e9) * 530e6 <= 8e9 + 530e6 && count(large, 16e9) >= 8);
  assert.equal(count(large, 1e9), 1);
  assert.equal(count(undefined, 4e9), count(1920 * 1080, 4e9));
  assert.ok(count(large, 16e9, 2e9) < 4);
});
