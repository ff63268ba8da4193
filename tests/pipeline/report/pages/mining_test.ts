import assert from "node:assert/strict";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { miningContent } from "../../../../pipeline/report/pages/mining.ts";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import { exampleReport } from "../example.ts";
import { balanced, textOf } from "../markup.ts";

const data = exampleReport({ videos: 0 });
const content = contentText(miningContent(data.mining!));

Deno.test("miningContent() draws two charts for each signal whose target depends on the scale", () => {
  assert.equal(content.match(/<figure/g)!.length, 4);
  assert.deepEqual(balanced(content), []);
  const none = { ...data.mining!, signals: data.mining!.signals.slice(2) };
  assert.doesNotMatch(contentText(miningContent(none)), /<figure/);
});

Deno.test("miningContent() tells all signals in a table, and of regions", () => {
  const text = textOf(content);
  assert.match(text, /hard action, target innerbefore training64080\.005\.44after 2,000 steps640/);
  assert.match(text, /in its region, inner60055\.003\.74spilled out of it0––/);
  assert.match(
    text,
    /easy action, target actionbefore training32012\.500\.75after 2,000 steps32012\.500\.75/,
  );
  assert.match(text, /Regions: inner has 23\.4 snippets in a video on average, and in 12\.5 % /);
  assert.match(text, /Mean over the videos: zero median 0\.25 before training, 0\.0123 after 2,000 steps\.$/);
  assert.match(text, /in percent of the video.+ duration, over the 212 test videos/);
  const other = { ...data.mining!, distance: "instance" as const };
  assert.match(
    textOf(contentText(miningContent(other))),
    /in percent of the mean length of the video.+ instances/,
  );
});

Deno.test("A page has the part only where something was measured", () => {
  assert.match(renderReport(data), /<h2>Mining<\/h2>/);
  assert.doesNotMatch(renderReport({ ...data, mining: undefined }), /<h2>Mining<\/h2>/);
});
