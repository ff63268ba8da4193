import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { renderFilmPage } from "../../../../pipeline/report/film/film_page.ts";
import { exampleFilm } from "./example_film.ts";

Deno.test("renderFilmPage() lets its own script run alone, and labels are text", () => {
  const label = `</script><img src=x onerror="alert(1)">`;
  const segments = [{ label, start: 0, end: 1, score: 0.5 }, { label, start: 2, end: 3, score: 0.25 }];
  const page = renderFilmPage(exampleFilm({ title: label, segments, warnings: [label], remedy: label }));
  assert.equal(page.includes("<img"), false);
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => text!);
  assert.equal(scripts.length, 1);
  const hash = createHash("sha256").update(scripts[0]!).digest("base64");
  assert.match(page, /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/);
  assert.ok(page.includes(`script-src &#39;sha256-${hash}&#39;"`));
});

Deno.test("renderFilmPage() says what it leaves out, and where it has nothing", () => {
  assert.match(renderFilmPage(exampleFilm()), /the best of 5<[^]*>3 of 5</);
  const none = renderFilmPage(exampleFilm({ segments: [], found: 0 }));
  assert.match(none, /<h2>0 segments<\/h2>[^]*No segment was found\.[^]*no segment was found/);
  assert.doesNotMatch(none, /id="least"|NaN|Infinity/);
});

Deno.test("renderFilmPage() numbers bars as the list does, whatever cannot be drawn", () => {
  const [first, ...others] = exampleFilm().segments;
  const page = renderFilmPage(exampleFilm({ segments: [{ ...first!, start: NaN }, ...others] }));
  const bars = [...page.matchAll(/data-segment="(\d)"[^>]*><title>(\w+), ([\d.]+)/g)].map(([, ...bar]) =>
    bar
  );
  const buttons = [...page.matchAll(/data-start="(\d+)"[^>]* data-label="(\w+)"/g)];
  assert.deepEqual(
    bars.toSorted(),
    buttons.map(([, start, label], i) => [String(i), label, Number(start).toFixed(1)]),
  );
  assert.equal(buttons.length, 2);
});
