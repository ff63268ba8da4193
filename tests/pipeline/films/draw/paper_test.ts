import assert from "node:assert/strict";
import { type Colour, layPaper, type Paper, type Spot } from "../../../../pipeline/films/draw/paper.ts";
import { peopleTest } from "../films.ts";

const BLUE: Colour = [0, 0, 1];
const RED: Colour = [1, 0, 0];

function isRed(paper: Paper, [x, y]: Spot): boolean {
  const at = 4 * (Math.round(y) * paper.width + Math.round(x));
  const [r, g, b, alpha] = paper.pixels().subarray(at, at + 4);
  assert.equal(alpha, 255);
  return r! > 150 && g! < 20 && b! < 20;
}

peopleTest("A limb has no hole where its ends and its middle overlap, whichever way it points", async () => {
  using paper = await layPaper(64, 64);
  for (let i = 0; i < 16; i++) {
    const angle = i * Math.PI / 8 + 0.1;
    const towards = (length: number): Spot => [
      32 + length * Math.cos(angle),
      32 + length * Math.sin(angle),
    ];
    paper.fill(BLUE);
    paper.limb([32, 32], 8, towards(20), 5, RED);
    for (let length = -6; length < 24; length++) {
      assert.ok(isRed(paper, towards(length)), `${angle}: ${length}`);
    }
    assert.ok(!isRed(paper, towards(-11)) && !isRed(paper, towards(28)));
  }
});

peopleTest("A limb is lit from the left above", async () => {
  using paper = await layPaper(64, 64);
  const red = (x: number, y: number) => paper.pixels()[4 * (y * 64 + x)]!;
  for (const turned of [false, true]) {
    paper.fill(BLUE);
    const ends: [Spot, Spot] = [[32, 10], [32, 54]];
    const [from, to] = turned ? ends.toReversed() as [Spot, Spot] : ends;
    paper.limb(from, 8, to, 8, [0.8, 0, 0]);
    assert.ok(red(28, 32) > red(38, 32) + 20);
    paper.fill(BLUE);
    const [left, right] = [[10, 32], [54, 32]] as const;
    paper.limb(turned ? right : left, 8, turned ? left : right, 8, [0.8, 0, 0]);
    assert.ok(red(32, 28) > red(32, 38) + 20);
  }
});
