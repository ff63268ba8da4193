/** What a person does in the course of a film. */
import type { Timeline } from "../../data/synthetic/timeline.ts";
import { blend, mirrored, type Pose } from "./body.ts";
import type { Draws } from "./draws.ts";
import { ACTIONS, IDLES, type Motion, STANDING } from "./motions.ts";

/** Of a course: from a time on, seconds, until the next begins. */
interface Passage {
  readonly begin: number;
  readonly end: number;
  readonly motion: Motion;
  /** Whether it is an action, which grows from its ends to its middle. */
  readonly isAction: boolean;
}

/** A course. */
export interface Course {
  readonly passages: readonly Passage[];
  /** How fast this person moves; 1 is usual. */
  readonly pace: number;
  readonly isMirrored: boolean;
}

/** The names of the actions. */
export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

/** How long one movement turns into the next, seconds. */
const TURN = 0.5;
/** How long an action takes to be done in full, and how much of it is done at its ends. */
const GROWTH = { seconds: 1.5, least: 0.35 } as const;

/** The course of a timeline whose unit is `tick` seconds. */
export function courseOf(
  { length, actions, lookalikes }: Timeline,
  tick: number,
  { number, of, part }: Draws,
): Course {
  const motions = Object.values(ACTIONS);
  const planned = [
    ...actions.map((stretch) => ({ ...stretch, motion: motions[stretch.label]! as Motion, isAction: true })),
    ...lookalikes.map((stretch) => ({
      ...stretch,
      motion: motions[stretch.label]!.resembles,
      isAction: false,
    })),
  ].sort((a, b) => a.begin - b.begin);
  const passages: Passage[] = [];
  let until = 0;
  const idle = (end: number) => {
    if (end > until) {
      passages.push({ begin: until * tick, end: end * tick, motion: of(IDLES), isAction: false });
    }
  };
  for (const { begin, end, motion, isAction } of planned) {
    idle(begin);
    passages.push({ begin: begin * tick, end: end * tick, motion, isAction });
    until = end;
  }
  idle(length);
  return { passages, pace: number(0.85, 1.2), isMirrored: part() < 0.5 };
}

/** The pose after some seconds. */
export function poseAt({ passages, pace, isMirrored }: Course, seconds: number): Pose {
  const found = passages.findIndex(({ end }) => seconds < end);
  const i = found < 0 ? passages.length - 1 : found;
  const own = poseIn(passages[i]!, seconds, pace);
  const { begin, end } = passages[i]!;
  const [before, after] = [passages[i - 1], passages[i + 1]];
  const pose = before && seconds - begin < TURN / 2
    ? blend(poseIn(before, seconds, pace), own, 0.5 + (seconds - begin) / TURN)
    : after && end - seconds < TURN / 2
    ? blend(poseIn(after, seconds, pace), own, 0.5 + (end - seconds) / TURN)
    : own;
  return isMirrored ? mirrored(pose) : pose;
}

function poseIn({ begin, end, motion, isAction }: Passage, seconds: number, pace: number): Pose {
  const pose = motion.at(pace * seconds / motion.period);
  if (!isAction) return pose;
  const inside = Math.max(0, Math.min(seconds - begin, end - seconds));
  const part = Math.min(1, GROWTH.least + (1 - GROWTH.least) * inside / GROWTH.seconds);
  return blend(STANDING, pose, part);
}
