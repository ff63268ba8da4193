import assert from "node:assert/strict";
import { type Body, bodyOf, mirrored } from "../../../../pipeline/films/draw/body.ts";
import { ACTIONS, IDLES } from "../../../../pipeline/films/draw/motions.ts";
import type { Vector } from "../../../../pipeline/films/draw/vector.ts";

const distance = (a: Vector, b: Vector) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const POSES = [...Object.values(ACTIONS), ...IDLES].flatMap(({ at }) => [0, 0.3, 0.5, 0.8].map(at));

Deno.test("bodyOf() keeps the lengths of a body, whatever it does and wherever it looks", () => {
  const lengths = ({ shoulders, elbows, wrists, hips, knees, ankles }: Body) =>
    (["left", "right"] as const).flatMap((side) => [
      distance(shoulders[side], elbows[side]),
      distance(elbows[side], wrists[side]),
      distance(hips[side], knees[side]),
      distance(knees[side], ankles[side]),
    ]);
  const wanted = [0.172, 0.15, 0.245, 0.246, 0.172, 0.15, 0.245, 0.246];
  for (const pose of POSES) {
    for (const yaw of [0, 1.1, -0.4]) {
      lengths(bodyOf(pose, yaw)).forEach((length, i) => assert.ok(Math.abs(length - wanted[i]!) < 1e-9));
    }
  }
});

Deno.test("bodyOf() puts the lower foot on the ground, and above it in a hop", () => {
  const lowest = ({ ankles }: Body) => Math.min(ankles.left[1], ankles.right[1]);
  for (const pose of POSES) assert.ok(Math.abs(lowest(bodyOf(pose, 0.3)) - pose.hop - 0.039) < 1e-9);
});

Deno.test("bodyOf() turns to the right of the picture, its left side away", () => {
  const { hips, shoulders } = bodyOf(ACTIONS["jump"]!.at(0), Math.PI / 2);
  assert.ok(Math.abs(hips.left[0]) < 1e-9 && hips.left[2] < hips.right[2]);
  assert.ok(shoulders.left[2] < shoulders.right[2]);
});

Deno.test("mirrored() exchanges what the sides do", () => {
  for (const pose of POSES) {
    const [body, other] = [bodyOf(pose, 0), bodyOf(mirrored(pose), 0)];
    for (const joint of ["shoulders", "elbows", "wrists", "knees", "ankles"] as const) {
      const [x, y, z] = body[joint].left;
      assert.ok(distance(other[joint].right, [-x, y, z]) < 1e-9, joint);
    }
    assert.deepEqual(mirrored(mirrored(pose)), pose);
  }
});
