import assert from "node:assert/strict";
import {
  bodyRow,
  JOINTS,
  peopleOf,
  type Person,
  PERSON_WIDTH,
} from "../../../../pipeline/kinds/encoders/body.ts";

const CHOICE = { count: 1, least: 0.2 };

/** A body whose joints lie in a spiral around a place. */
function person({ y = 0.5, x = 0.5, size = 0.2, sure = 0.9, visibility = 1 } = {}): Person {
  const joints = Float32Array.from({ length: 3 * JOINTS }, (_, i) => {
    const joint = Math.floor(i / 3);
    const angle = 0.7 * joint;
    const reach = size * (1 + joint / JOINTS);
    return [y + reach * Math.sin(angle), x + reach * Math.cos(angle), sure][i % 3]!;
  });
  return { joints, visibility };
}

const near = (a: Float32Array, b: Float32Array) =>
  assert.ok(a.every((value, i) => Math.abs(value - b[i]!) < 1e-4), `${a} is not ${b}`);

const positions = (row: Float32Array, at = 0) =>
  row.subarray(at * PERSON_WIDTH, at * PERSON_WIDTH + 2 * JOINTS);
const speeds = (row: Float32Array) => row.subarray(2 * JOINTS, 4 * JOINTS);
const confidences = (row: Float32Array) => row.subarray(4 * JOINTS, 5 * JOINTS);

Deno.test("bodyRow() gives joints from the body's centre in units of its size, x before y", () => {
  const row = bodyRow([[person()], [person()]], 1, CHOICE);
  assert.equal(row.length, PERSON_WIDTH);
  const xs = positions(row).filter((_, i) => i % 2 === 0);
  const ys = positions(row).filter((_, i) => i % 2 === 1);
  const square = xs.reduce((sum, x, i) => sum + x ** 2 + ys[i]! ** 2, 0) / JOINTS;
  assert.ok(Math.abs(square - 1) < 1e-5);
  assert.ok(Math.abs(xs.reduce((sum, x) => sum + x, 0)) < 1e-4);
  // The nose is right of the centre and the fourth joint below it.
  assert.ok(xs[0]! > 0.3 && ys[3]! > 0.3);
});

Deno.test("bodyRow() is the same wherever a body is, and however large", () => {
  const row = bodyRow([[person()], [person()]], 1, CHOICE);
  const other = { y: 0.3, x: 0.7, size: 0.05 };
  near(bodyRow([[person(other)], [person(other)]], 1, CHOICE), row);
});

Deno.test("bodyRow() gives speeds in sizes a second, from the first frame to the last", () => {
  const moved = (x: number) => [person({ x })];
  const row = bodyRow([moved(0.5), moved(0.1), moved(0.54)], 0.4, CHOICE);
  const still = positions(bodyRow([moved(0.5), moved(0.5)], 0.4, CHOICE));
  // What is 0.2 times a spiral of unit length is as large as the spiral's joint over its normalized one.
  const size = 0.2 * Math.cos(0) / (still[0]! - centreOffset());
  const xs = speeds(row).filter((_, i) => i % 2 === 0);
  const ys = speeds(row).filter((_, i) => i % 2 === 1);
  assert.ok(xs.every((x) => Math.abs(x - xs[0]!) < 1e-4) && ys.every((y) => Math.abs(y) < 1e-4));
  assert.ok(Math.abs(xs[0]! - 0.04 / size / 0.4) < 0.02, `${xs[0]} instead of ${0.04 / size / 0.4}`);

  /** Where the spiral's own middle lies, in units of its size. */
  function centreOffset(): number {
    const xs = Array.from({ length: JOINTS }, (_, j) => (1 + j / JOINTS) * Math.cos(0.7 * j));
    const ys = Array.from({ length: JOINTS }, (_, j) => (1 + j / JOINTS) * Math.sin(0.7 * j));
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / JOINTS;
    const [x, y] = [mean(xs), mean(ys)];
    return -x / Math.sqrt(mean(xs.map((each, j) => (each - x) ** 2 + (ys[j]! - y) ** 2)));
  }
});

Deno.test("bodyRow() leaves 0 where a joint is not sure, and states how sure it is", () => {
  const dim = person({ x: 0.7 });
  dim.joints[3 * 4 + 2] = 0.1;
  const row = bodyRow([[person()], [dim]], 1, CHOICE);
  assert.deepEqual([...speeds(row).subarray(8, 10)], [0, 0]);
  assert.notEqual(speeds(row)[6], 0);
  assert.ok(Math.abs(confidences(row)[4]! - 0.5) < 1e-6 && Math.abs(confidences(row)[3]! - 0.9) < 1e-6);
  // The frame in which it is sure says where it is.
  assert.notEqual(positions(row)[8], 0);
  const unseen = bodyRow([[person({ sure: 0.1 })], [person({ sure: 0.1 })]], 1, CHOICE);
  assert.ok(unseen.subarray(0, 4 * JOINTS).every((value) => value === 0));
});

Deno.test("bodyRow() follows each of several people, and leaves 0 where there are fewer", () => {
  const left = (x: number) => person({ x, size: 0.1 });
  const right = (x: number) => person({ x, size: 0.15 });
  const several = { count: 3, least: 0.2 };
  const row = bodyRow([[left(0.2), right(0.8)], [right(0.7), left(0.3)]], 1, several);
  const alone = (a: Person, b: Person) => bodyRow([[a], [b]], 1, CHOICE);
  near(row.subarray(0, PERSON_WIDTH), alone(left(0.2), left(0.3)));
  near(row.subarray(PERSON_WIDTH, 2 * PERSON_WIDTH), alone(right(0.8), right(0.7)));
  assert.ok(row.subarray(2 * PERSON_WIDTH).every((value) => value === 0));
});

Deno.test("peopleOf() puts those first who are seen best: large and sure", () => {
  const box = (top: number, bottom: number, score: number) => [top, 0, bottom, 1, score];
  const values = Float32Array.from([
    ...Array(3 * JOINTS).fill(0.1),
    ...box(0, 0.2, 0.9),
    ...Array(3 * JOINTS).fill(0.2),
    ...box(0, 0.8, 0.5),
    ...Array(3 * JOINTS).fill(0.3),
    ...box(0, 1, 0.1),
  ]);
  const people = peopleOf(values, 3 * JOINTS + 5);
  assert.deepEqual(people.map(({ joints }) => Math.round(joints[0]! * 10)), [2, 1, 3]);
  assert.equal(people[0]!.joints.length, 3 * JOINTS);
});
