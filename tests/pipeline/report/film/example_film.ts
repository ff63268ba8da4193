/** What a page about a film shows, made up. */
import type { FilmPageData } from "../../../../pipeline/report/film/film_data.ts";

/** A film of four seconds with three segments, of which two overlap. */
export function exampleFilm(more: Partial<FilmPageData> = {}): FilmPageData {
  return {
    title: "my film.webm",
    source: "my%20film.webm",
    facts: ["4.0 s", "example after 10 steps"],
    video: {
      id: "my film",
      duration: 4,
      begin: 0,
      secondsPerSnippet: 0.5,
      curves: [
        { name: "cas: jump", label: "jump", values: [0, 0, 1, 2, 1, 0, 0, 0] },
        { name: "cas: walk", label: "walk", values: [0, 0, 0, 0, 1, 3, 3, 1] },
        { name: "actionness", values: [0, 0, 1, 2, 2, 3, 3, 1], median: 1 },
      ],
    },
    rate: 25,
    segments: [
      { label: "jump", start: 1, end: 2.5, score: 0.9 },
      { label: "walk", start: 2, end: 4, score: 0.5 },
      { label: "walk", start: 3, end: 3.5, score: 0.25 },
    ],
    found: 5,
    chapters: "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\njump\n\n2\n00:00:02.000 --> 00:00:04.000\nwalk\n",
    files: [{ name: "segments.csv", what: "a table" }],
    warnings: [],
    remedy: "deno task video watch RUN 'my film.webm' --transcode",
    ...more,
  };
}
