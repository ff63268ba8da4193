/** A body in space: what its parts point to, and where its joints are then. */
import { along, mixture, turned, unit, type Vector } from "./vector.ts";

/** An arm or a leg; vectors point to the own side, up and forward, and need not be of length 1. */
export interface Limb {
  readonly upper: Vector;
  readonly lower: Vector;
}

/** What a body does with its parts. */
export interface Pose {
  /** From the hips to the shoulders: to the left, up, forward. */
  readonly spine: Vector;
  /** How far the shoulders are turned to the right of the hips, radians. */
  readonly twist: number;
  /** How high it is above the ground, in parts of its height. */
  readonly hop: number;
  readonly arms: Sides<Limb>;
  readonly legs: Sides<Limb>;
}

/** What is there on both sides of a body. */
export interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

/** The joints of a body of height 1 in space; it faces z, and stands at the origin. */
export interface Body {
  readonly head: Vector;
  readonly shoulders: Sides<Vector>;
  readonly elbows: Sides<Vector>;
  readonly wrists: Sides<Vector>;
  readonly hips: Sides<Vector>;
  readonly knees: Sides<Vector>;
  readonly ankles: Sides<Vector>;
}

/** Lengths of a grown body in parts of its height (Winter, Biomechanics, after Drillis and Contini). */
const LENGTHS = {
  shoulder: 0.118,
  hip: 0.06,
  spine: 0.29,
  neck: 0.12,
  upperArm: 0.172,
  lowerArm: 0.15,
  upperLeg: 0.245,
  lowerLeg: 0.246,
  foot: 0.039,
} as const;

/** Where the joints are; the lowest foot is on the ground, but for a hop. */
export function bodyOf(pose: Pose, yaw: number): Body {
  const chest = along([0, 0, 0], unit(pose.spine), LENGTHS.spine);
  const side = (of: (sign: number, name: keyof Sides<unknown>) => Vector): Sides<Vector> => {
    return { left: of(1, "left"), right: of(-1, "right") };
  };
  const end = (from: Sides<Vector>, limbs: Sides<Limb>, part: keyof Limb, length: number) =>
    side((sign, name) => {
      const [out, up, forward] = limbs[name][part];
      return along(from[name], unit([sign * out, up, forward]), length);
    });
  const shoulders = side((sign) => along(chest, turned([sign, 0, 0], -pose.twist), LENGTHS.shoulder));
  const hips = side((sign) => [sign * LENGTHS.hip, 0, 0]);
  const elbows = end(shoulders, pose.arms, "upper", LENGTHS.upperArm);
  const wrists = end(elbows, pose.arms, "lower", LENGTHS.lowerArm);
  const knees = end(hips, pose.legs, "upper", LENGTHS.upperLeg);
  const ankles = end(knees, pose.legs, "lower", LENGTHS.lowerLeg);
  const lowest = Math.min(ankles.left[1], ankles.right[1]);
  const place = (v: Vector) => turned([v[0], v[1] - lowest + LENGTHS.foot + pose.hop, v[2]], yaw);
  const both = ({ left, right }: Sides<Vector>) => ({ left: place(left), right: place(right) });
  const upright = unit(mixture(unit(pose.spine), [0, 1, 0], 0.5));
  return {
    head: place(along(chest, upright, LENGTHS.neck)),
    shoulders: both(shoulders),
    elbows: both(elbows),
    wrists: both(wrists),
    hips: both(hips),
    knees: both(knees),
    ankles: both(ankles),
  };
}

/** From one pose to another by a part. */
export function blend(a: Pose, b: Pose, part: number): Pose {
  const mixed = (x: number, y: number) => x + part * (y - x);
  const limb = (x: Limb, y: Limb): Limb => {
    return {
      upper: mixture(unit(x.upper), unit(y.upper), part),
      lower: mixture(unit(x.lower), unit(y.lower), part),
    };
  };
  const both = (x: Sides<Limb>, y: Sides<Limb>): Sides<Limb> => {
    return { left: limb(x.left, y.left), right: limb(x.right, y.right) };
  };
  return {
    spine: mixture(unit(a.spine), unit(b.spine), part),
    twist: mixed(a.twist, b.twist),
    hop: mixed(a.hop, b.hop),
    arms: both(a.arms, b.arms),
    legs: both(a.legs, b.legs),
  };
}

/** The same pose with left and right exchanged. */
export function mirrored({ spine, twist, hop, arms, legs }: Pose): Pose {
  return {
    spine: [-spine[0], spine[1], spine[2]],
    twist: -twist,
    hop,
    arms: { left: arms.right, right: arms.left },
    legs: { left: legs.right, right: legs.left },
  };
}
