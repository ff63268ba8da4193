import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { ExchangedVideo, ExchangeTarget } from "../../../../pipeline/annotations/exchange/target.ts";
import { EXCHANGE_TARGETS } from "../../../../pipeline/annotations/exchange/targets.ts";
import { ROOT } from "../../../shared.ts";

/** Two films: with what has to be escaped, and with nothing in it. */
const VIDEOS: readonly ExchangedVideo[] = [
  {
    id: "day 1/film",
    media: "/films/day 1/film.mp4",
    segments: [
      { label: 'jump, "high" <b>', score: 0.91, start: 0, end: 25 },
      { label: "walk", score: 0.5, start: 10, end: 1500 },
      { label: "walk", score: 0.25, start: 91000, end: 91025 },
    ],
  },
  { id: "empty", media: "empty", segments: [] },
];

const CONTEXT = {
  title: "found",
  date: new Date("2026-01-02T03:04:05.678Z"),
  perSecond: 1000,
  labels: ['jump, "high" <b>', "walk"],
};

/** Compares with a file of tests/golden/exchange, or writes it with `-- --update`. */
function assertGolden(name: string, text: string): void {
  const path = join(ROOT, "tests/golden/exchange", name);
  if (Deno.args.includes("--update")) writeFileSync(path, text);
  assert.ok(existsSync(path), `${path} is missing: add it with -- --update`);
  assert.equal(text, readFileSync(path, "utf8"));
}

for (const [name, target] of Object.entries<ExchangeTarget>(EXCHANGE_TARGETS)) {
  Deno.test(`What goes to ${name} is laid out as tests/golden/exchange shows it`, () => {
    const { ending, ofOneVideo, content, unit, besides } = target;
    const context = unit === "milliseconds" ? CONTEXT : { ...CONTEXT, perSecond: 25 };
    for (const own of ofOneVideo ? VIDEOS.map((video) => [video]) : [VIDEOS]) {
      const file = content(own, context);
      const stem = ofOneVideo ? own[0]!.id.replace("day 1/", "") : "all";
      if (typeof file === "string") assertGolden(`${stem}${ending}`, file);
      else {
        for (const [inside, bytes] of Object.entries(unzipSync(file))) {
          assertGolden(`${stem}${ending}.${inside}.txt`, new TextDecoder().decode(bytes));
        }
      }
    }
    const more = besides?.(context);
    if (more) assertGolden(more.name, more.text);
  });
}
