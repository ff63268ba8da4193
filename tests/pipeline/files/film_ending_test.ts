import assert from "node:assert/strict";
import { withoutFilmEnding } from "../../../pipeline/annotations/names.ts";
import { filmType } from "../../../pipeline/annotations/exchange/media.ts";
import { filmEnding } from "../../../pipeline/files/film_ending.ts";

Deno.test("filmEnding() is that of films alone, in any case of letters", () => {
  const names = ["a.mp4", "a.b.MTS", "clip.3gp", "a.npy", "mp4", "a.mp4.csv", "a.wav"];
  assert.deepEqual(names.map(filmEnding), [
    ".mp4",
    ".MTS",
    ".3gp",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("names lose every ending of films, and of features; types are those of films and sounds", () => {
  const names = ["a.ogv", "a.b.MOV", "a.npy", "a.wav", "a"];
  assert.deepEqual(names.map(withoutFilmEnding), ["a", "a.b", "a", "a.wav", "a"]);
  assert.deepEqual(["a.MOV", "a.wav", "a.npy"].map(filmType), ["video/quicktime", "audio/x-wav", undefined]);
});
