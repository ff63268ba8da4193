import assert from "node:assert/strict";
import { tallyFilms } from "../../../pipeline/films/film_tally.ts";

Deno.test("tallyFilms() counts films that are encoded at the same time", () => {
  const [a, b, c] = ([["a", 10], ["b", 20], ["c", undefined]] as const).map(([id, seconds]) => ({
    ...{ id, path: id, hash: "" },
    head: { seconds, hasPictures: true, hasSound: false },
  }));
  const tally = tallyFilms([a!, b!, c!], 25);
  assert.equal(tally.total, 10 + 20 + 60);
  tally.count(a!, 50);
  assert.deepEqual(tally.now(), { seconds: 2, frames: 50, terms: ["film 1/3", "a"] });
  tally.count(b!, 100);
  tally.count(a!, 75);
  assert.deepEqual(tally.now(), { seconds: 3 + 4, frames: 175, terms: ["films 1-2/3"] });
  // The second is done first.
  tally.count(b!, 490);
  tally.finish(b!);
  assert.deepEqual(tally.now(), { seconds: 3 + 20, frames: 75 + 490, terms: ["film 2/3", "a"] });
  tally.count(c!, 25);
  assert.deepEqual(tally.now().terms, ["films 2-3/3"]);
  // More frames than the film says that it lasts.
  tally.count(a!, 300);
  assert.deepEqual(tally.now(), { seconds: 10 + 20 + 1, frames: 300 + 490 + 25, terms: ["films 2-3/3"] });
  // One that fails before its first frame.
  tally.finish(a!);
  tally.finish(c!);
  assert.equal(tally.now().seconds, 90);
});
