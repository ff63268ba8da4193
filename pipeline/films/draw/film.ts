/** A drawn film: a person in front of a moving background. */
import { planTimeline, type Timeline } from "../../data/synthetic/timeline.ts";
import { type Body, bodyOf } from "./body.ts";
import { ACTION_NAMES, type Course, courseOf, poseAt } from "./course.ts";
import { filmDraws } from "./draws.ts";
import { drawFigure, type Stand } from "./figure.ts";
import { drawUpLook, type Look } from "./look.ts";
import type { Paper } from "./paper.ts";
import { drawScene, drawUpScene, type Scene } from "./scene.ts";

/** A film before it is drawn. */
export interface FilmPlan {
  readonly timeline: Timeline;
  readonly seconds: number;
  readonly course: Course;
  readonly look: Look;
  readonly scene: Scene;
  /** How the camera follows. */
  readonly camera: Camera;
}

interface Camera {
  /** Of the person, in parts of the picture's height. */
  readonly height: number;
  /** Where the person stands, in parts of the picture's width. */
  readonly x: number;
  readonly yaw: number;
  /** Where in its slow swings it begins, radians. */
  readonly phase: number;
}

/** The unit of timelines, seconds. */
export const TICK = 0.1;

/** What films are like; times in ticks. Their options are those of the generated data set. */
const TIMES = {
  length: { min: 200, max: 280 },
  instances: { min: 2, max: 3 },
  duration: { min: 35, max: 65 },
  second_label: 0.25,
  context: { similarity: 1, duration: 20 },
  hard_negatives: 0.5,
} as const;

/** Plans film number `index`, a pure function of both numbers. */
export function planFilm(seed: number, index: number): FilmPlan {
  const timeline = planTimeline({ ...TIMES, seed, classes: ACTION_NAMES }, index);
  const { number } = filmDraws(seed, "camera", index);
  return {
    timeline,
    seconds: timeline.length * TICK,
    course: courseOf(timeline, TICK, filmDraws(seed, "course", index)),
    look: drawUpLook(filmDraws(seed, "look", index)),
    scene: drawUpScene(filmDraws(seed, "scene", index)),
    camera: {
      height: number(0.6, 0.72),
      x: number(0.42, 0.58),
      yaw: number(-0.45, 0.45),
      phase: number(0, 2 * Math.PI),
    },
  };
}

/** Where the person of a film stands in a picture of that size after some seconds. */
export function standAt(
  { camera: { height, x, yaw, phase } }: FilmPlan,
  size: Pick<Paper, "width" | "height">,
  seconds: number,
): Stand {
  const slow = (period: number) => Math.sin(2 * Math.PI * seconds / period + phase);
  return {
    foot: [(x + 0.03 * slow(7)) * size.width, (0.93 + 0.01 * slow(5)) * size.height],
    height: height * (1 + 0.03 * slow(11)) * size.height,
    yaw: yaw + 0.12 * slow(9),
  };
}

/** The person of a film after some seconds. */
export function bodyAt(plan: FilmPlan, stand: Stand, seconds: number): Body {
  return bodyOf(poseAt(plan.course, seconds), stand.yaw);
}

/** Draws a frame. */
export function drawFrame(paper: Paper, plan: FilmPlan, seconds: number): void {
  const stand = standAt(plan, paper, seconds);
  drawScene(paper, plan.scene, seconds);
  drawFigure(paper, bodyAt(plan, stand, seconds), plan.look, stand);
}
