import assert from "node:assert/strict";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import type { ReportVideo } from "../../../../pipeline/report/report_data.ts";
import { exampleReport } from "../example.ts";
import { textOf } from "../markup.ts";

Deno.test("renderReport() draws logged scalars, and says of snippets that they were sampled", () => {
  const data = exampleReport({ videos: 0 });
  const text = textOf(renderReport(data));
  assert.match(text, /no part of the loss\.zero median 0\.\d+ → 0\.\d+/);
  assert.doesNotMatch(textOf(renderReport({ ...data, logged: [] })), /no part of the loss/);
  const video = { ...exampleReport({ videos: 1, snippets: 4 }).videos[0]!, secondsPerSnippet: 2 };
  const withVideo = (video: ReportVideo) => renderReport({ ...data, videos: [video] });
  const facts = (seconds: number) =>
    textOf(withVideo({ ...video, sampledFrom: { snippets: 1234, seconds } }));
  assert.match(facts(1), /4 snippets, sampled from 1,234 of 1 s and stretched to 2 s · annotated/);
  assert.match(facts(4), /sampled from 1,234 of 4 s and shortened to 2 s/);
  assert.doesNotMatch(textOf(withVideo(video)), /sampled from/);
});

Deno.test("renderReport() folds all but the first videos, and tells the mAP of each", () => {
  const { videos, ...data } = exampleReport({ videos: 9 });
  const page = renderReport({ ...data, videos: videos.map((video, i) => ({ ...video, score: 10 * i })) });
  const summaries = page.match(/<details class="video"[^>]*><summary>.*?<\/summary>/g)!;
  assert.deepEqual(
    summaries.map((summary) => summary.includes(' open=""')),
    videos.map((_, i) => i < 6),
  );
  assert.match(textOf(summaries[3]!), /^video_test_0000004 30\.00 % /);
  assert.match(textOf(page), /The hardest first/);
  assert.doesNotMatch(textOf(renderReport({ ...data, videos })), /The hardest first/);
});

Deno.test("renderReport() gives 210 videos of usual length less than 5 MB", () => {
  assert.ok(new TextEncoder().encode(renderReport(exampleReport({ videos: 210 }))).length < 5e6);
});
