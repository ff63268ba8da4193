import assert from "node:assert/strict";
import type { Body } from "../../../../pipeline/films/draw/body.ts";
import { ACTION_NAMES } from "../../../../pipeline/films/draw/course.ts";
import { bodyAt, drawFrame, type FilmPlan, planFilm, TICK } from "../../../../pipeline/films/draw/film.ts";
import { layPaper } from "../../../../pipeline/films/draw/paper.ts";
import { peopleTest } from "../films.ts";

/** A body that looks ahead. */
const ahead = { foot: [0, 0], height: 1, yaw: 0 } as const;
const bodyOfFilm = (plan: FilmPlan, seconds: number) => bodyAt(plan, ahead, seconds);

const SIDES = ["left", "right"] as const;
const both = (is: (side: typeof SIDES[number]) => boolean) => SIDES.every(is);
const one = (is: (side: typeof SIDES[number]) => boolean) => SIDES.filter(is).length === 1;

/** What somebody sees who knows the actions. */
const SHOWN: Readonly<Record<string, (body: Body) => boolean>> = {
  jump: ({ wrists, head }) => both((side) => wrists[side][1] > head[1] + 0.08),
  kick: ({ ankles, knees }) => one((side) => ankles[side][1] > 0.35 && Math.abs(knees[side][1]) > 0.35),
  punch: ({ wrists, shoulders }) => one((side) => wrists[side][2] - shoulders[side][2] > 0.24),
  squat: ({ hips, knees }) => both((side) => hips[side][1] - knees[side][1] < 0.14),
  wave: ({ wrists, head }) => one((side) => wrists[side][1] > head[1] && Math.abs(wrists[side][0]) > 0.2),
};

/** The parts of a second at which a body is looked at. */
const LOOKS = 10;

Deno.test("A film shows an action where its timeline has it, and nowhere else", () => {
  assert.deepEqual(Object.keys(SHOWN), ACTION_NAMES);
  let checked = 0;
  for (let index = 0; index < 25; index++) {
    const plan = planFilm(3, index);
    const seen = (name: string, from: number, to: number) =>
      Array.from(
        { length: Math.floor((to - from) * LOOKS) },
        (_, i) => SHOWN[name]!(bodyOfFilm(plan, from + i / LOOKS)),
      ).some(Boolean);
    let until = 0;
    for (const { label, begin, end } of plan.timeline.actions) {
      const what = `film ${index}, ${begin} to ${end}`;
      const name = ACTION_NAMES[label]!;
      assert.ok(seen(name, begin * TICK, end * TICK), `${name} in ${what}`);
      for (const other of ACTION_NAMES) {
        if (other !== name) {
          assert.ok(!seen(other, begin * TICK + 0.3, end * TICK - 0.3), `${other} in ${what}`);
        }
        assert.ok(!seen(other, until + 0.3, begin * TICK - 0.3), `${other} before ${what}`);
      }
      until = end * TICK;
      checked++;
    }
  }
  assert.ok(checked > 40);
});

peopleTest("A film is the same each time it is drawn; other seeds and numbers give others", async () => {
  const look = async (seed: number, index: number, seconds: number) => {
    using paper = await layPaper(64, 48);
    drawFrame(paper, planFilm(seed, index), seconds);
    return paper.pixels().slice();
  };
  const wanted = await look(0, 1, 2.5);
  assert.deepEqual(await look(0, 1, 2.5), wanted);
  assert.notDeepEqual(await look(1, 1, 2.5), wanted);
  assert.notDeepEqual(await look(0, 2, 2.5), wanted);
  assert.notDeepEqual(await look(0, 1, 3.5), wanted);
});
