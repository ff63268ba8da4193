/** What drawn people do: five actions, and what they do before, between and after them. */
import { blend, type Limb, type Pose } from "./body.ts";
import type { Vector } from "./vector.ts";

/** A movement that repeats: the pose after a part of its period. */
export interface Motion {
  /** Seconds. */
  readonly period: number;
  at(turn: number): Pose;
}

/** An action, and what is like it without being it. */
export interface Action extends Motion {
  readonly resembles: Motion;
}

const limb = (upper: Vector, lower: Vector): Limb => ({ upper, lower });
const HANGING = limb([0.18, -1, 0.02], [0.08, -1, 0.15]);
const UPRIGHT = limb([0.06, -1, 0], [0.03, -1, -0.03]);

/** Standing with hanging arms. */
export const STANDING: Pose = {
  spine: [0, 1, 0],
  twist: 0,
  hop: 0,
  arms: { left: HANGING, right: HANGING },
  legs: { left: UPRIGHT, right: UPRIGHT },
};

/** 0 at whole turns, 1 at halves. */
const swing = (turn: number) => (1 - Math.cos(2 * Math.PI * turn)) / 2;
/** 1 in the first half of a turn, at its middle, else 0. */
const first = (turn: number) => Math.max(0, Math.sin(2 * Math.PI * turn));

const withArms = (pose: Pose, right: Limb, left = pose.arms.left): Pose => ({
  ...pose,
  arms: { left, right },
});
const withLegs = (pose: Pose, right: Limb, left = pose.legs.left): Pose => ({
  ...pose,
  legs: { left, right },
});

const inward = withArms(STANDING, limb([0.9, 0.35, 0.1], [-0.45, 1, 0.1]));
const outward = withArms(STANDING, limb([0.9, 0.35, 0.1], [0.85, 1, 0.1]));

const thigh: Vector = [0.55, -0.35, 0.8];
const shin: Vector = [-0.05, -1, -0.35];
const forward = limb([0.1, 0, 1], [0.05, 0.1, 1]);
const low: Pose = {
  ...STANDING,
  spine: [0, 1, 0.4],
  arms: { left: forward, right: forward },
  legs: { left: limb(thigh, shin), right: limb(thigh, shin) },
};

const up = limb([0.55, 1, 0], [0.1, 1, 0]);
const wide = limb([0.42, -1, 0], [0.4, -1, 0]);
const star: Pose = { ...STANDING, arms: { left: up, right: up }, legs: { left: wide, right: wide } };

const guard = limb([0.35, -0.9, 0.35], [-0.25, 0.8, 0.65]);
const guarded: Pose = {
  ...STANDING,
  arms: { left: guard, right: guard },
  legs: { left: limb([0.15, -1, 0.2], [0.1, -1, -0.15]), right: limb([0.2, -1, -0.1], [0.15, -1, -0.3]) },
};
const kicked: Pose = withLegs(
  { ...guarded, spine: [0.25, 1, -0.05] },
  limb([0.9, -0.2, 0.45], [0.95, -0.1, 0.4]),
  UPRIGHT,
);
const chambered: Pose = withLegs(guarded, limb([0.6, -0.3, 0.6], [0.1, -1, -0.4]), UPRIGHT);

const straight = limb([0.35, 0.02, 1], [-0.1, 0.05, 1]);

const akimbo = limb([0.65, -0.85, -0.15], [-0.75, -0.45, 0.25]);
const bowed: Pose = { ...STANDING, spine: [0, 1, 0.7] };
const stretched: Pose = withArms(STANDING, limb([1, 0.1, 0], [1, 0.25, 0]), limb([1, 0.1, 0], [1, 0.25, 0]));
const scratching = withArms(STANDING, limb([0.75, 0.1, 0.3], [-0.6, 0.9, 0.1]));

/** The mean of the poses of a movement that is hardly made. */
const still = (pose: Pose, other: Pose, period: number): Motion => ({
  period,
  at: (turn) => blend(pose, other, 0.15 * swing(turn)),
});

/** The actions, in code-point order of their names. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  jump: {
    period: 0.9,
    at: (turn) => ({ ...blend(STANDING, star, 0.35 + 0.65 * swing(turn)), hop: 0.05 * swing(2 * turn) }),
    resembles: still(stretched, star, 2),
  },
  kick: {
    period: 1,
    at: (turn) => {
      const part = 0.35 + 0.65 * swing(turn);
      return part < 0.5 ? blend(guarded, chambered, 2 * part) : blend(chambered, kicked, 2 * part - 1);
    },
    resembles: still(guarded, chambered, 1.5),
  },
  punch: {
    period: 0.9,
    at: (turn) => {
      const [right, left] = [first(turn), first(turn + 0.5)];
      const pose = blend(guarded, withArms(guarded, straight), right);
      const { arms } = blend(guarded, withArms(guarded, guard, straight), left);
      return { ...pose, twist: 0.5 * (left - right), arms: { right: pose.arms.right, left: arms.left } };
    },
    resembles: still(guarded, withArms(guarded, straight), 1),
  },
  squat: {
    period: 1.4,
    at: (turn) => blend(STANDING, low, 0.4 + 0.6 * swing(turn)),
    resembles: still(bowed, low, 2),
  },
  wave: {
    period: 0.8,
    at: (turn) => blend(inward, outward, swing(turn)),
    resembles: still(scratching, inward, 1.5),
  },
};

const stride = (turn: number): Limb => {
  const angle = 0.4 * Math.sin(2 * Math.PI * turn);
  const bent = 0.55 * Math.max(0, Math.cos(2 * Math.PI * turn));
  return limb([0.05, -1, angle], [0.02, -1, angle - bent]);
};
const armSwing = (turn: number): Limb => {
  const angle = 0.35 * Math.sin(2 * Math.PI * turn);
  return limb([0.15, -1, angle], [0.05, -1, angle + 0.3]);
};
const sway = (turn: number) => Math.sin(2 * Math.PI * turn);

/** What people do else. */
export const IDLES: readonly Motion[] = [
  { period: 4, at: (turn) => withArms({ ...STANDING, spine: [0.06 * sway(turn), 1, 0] }, akimbo, akimbo) },
  {
    period: 3,
    at: (turn) => ({ ...STANDING, spine: [0.05 * sway(turn), 1, 0.03], twist: 0.1 * sway(turn) }),
  },
  {
    period: 1.2,
    at: (turn) => ({
      ...STANDING,
      arms: { left: armSwing(turn + 0.5), right: armSwing(turn) },
      legs: { left: stride(turn), right: stride(turn + 0.5) },
    }),
  },
];
