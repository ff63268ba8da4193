/** Joints of people as features that do not depend on where in the picture a person stands, nor how large. */

/** The joints of MoveNet: nose, eyes, ears, then from the shoulders to the ankles, left before right. */
export const JOINTS = 17;

/** Values of a person in a row: x and y of each joint, their speeds, and confidences. */
export const PERSON_WIDTH: number = 5 * JOINTS;

/** A person in a frame; lengths in parts of the frame's side. */
export interface Person {
  /** y, x and confidence of each joint, [joints, 3]. */
  readonly joints: Float32Array;
  /** How well the person is seen, to compare people of one frame. */
  readonly visibility: number;
}

/** Where a body is and how large, by the joints that are sure. */
interface Frame {
  readonly y: number;
  readonly x: number;
  /** Root mean square distance of the joints from their centre. */
  readonly size: number;
}

/** The people of a frame, the best seen first, from what a network of one person, [1, 1, 17, 3], or of six, [1, 6, 56], gives. */
export function peopleOf(values: Float32Array, width: number): Person[] {
  const people = Array.from({ length: values.length / width }, (_, i): Person => {
    const row = values.subarray(i * width, (i + 1) * width);
    const joints = row.slice(0, 3 * JOINTS);
    const [top, left, bottom, right, score] = row.subarray(3 * JOINTS);
    return { joints, visibility: score === undefined ? 1 : score * (bottom! - top!) * (right! - left!) };
  });
  return people.sort((a, b) => b.visibility - a.visibility);
}

/**
 * The row of a snippet from the people of its frames: of each of `count` people the joints from the body's centre in units of
 * its size, their speeds in sizes a second between the first frame and the last, and mean confidences. Who is not there is 0.
 *
 * @param least The confidence from which on a joint counts.
 */
export function bodyRow(
  frames: readonly (readonly Person[])[],
  seconds: number,
  { count, least }: { readonly count: number; readonly least: number },
): Float32Array<ArrayBuffer> {
  const row = new Float32Array(count * PERSON_WIDTH);
  tracks(frames, count, least).forEach((track, i) =>
    row.set(personRow(track, seconds, least), i * PERSON_WIDTH)
  );
  return row;
}

/** The same people in all frames: each of the first with the nearest of the next, as far as there are any. */
function tracks(frames: readonly (readonly Person[])[], count: number, least: number): Person[][] {
  const [first = [], ...rest] = frames;
  const found = first.slice(0, count).map((person) => [person]);
  for (const people of rest) {
    const free = new Set(people);
    for (const track of found) {
      const [near] = [...free].sort((a, b) =>
        distance(a, track.at(-1)!, least) - distance(b, track.at(-1)!, least)
      );
      if (near === undefined) continue;
      free.delete(near);
      track.push(near);
    }
  }
  return found;
}

/** Between the centres of two people; one that is not seen is far from all. */
function distance(a: Person, b: Person, least: number): number {
  const [from, to] = [bodyFrame(a, least), bodyFrame(b, least)];
  return from && to ? Math.hypot(from.y - to.y, from.x - to.x) : 2;
}

function bodyFrame({ joints }: Person, least: number): Frame | undefined {
  let [weight, y, x] = [0, 0, 0];
  for (let j = 0; j < JOINTS; j++) {
    const sure = joints[3 * j + 2]!;
    if (sure < least) continue;
    weight += sure;
    y += sure * joints[3 * j]!;
    x += sure * joints[3 * j + 1]!;
  }
  if (weight === 0) return undefined;
  [y, x] = [y / weight, x / weight];
  let square = 0;
  for (let j = 0; j < JOINTS; j++) {
    const sure = joints[3 * j + 2]!;
    if (sure >= least) square += sure * ((joints[3 * j]! - y) ** 2 + (joints[3 * j + 1]! - x) ** 2);
  }
  const size = Math.sqrt(square / weight);
  return size > 0 ? { y, x, size } : undefined;
}

function personRow(track: readonly Person[], seconds: number, least: number): Float32Array {
  const row = new Float32Array(PERSON_WIDTH);
  const bodies = track.map((person) => bodyFrame(person, least));
  const sizes = bodies.flatMap((body) => body ? [body.size] : []);
  const size = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
  const [first, last] = [track[0]!.joints, track.at(-1)!.joints];
  for (let j = 0; j < JOINTS; j++) {
    let seen = 0;
    track.forEach(({ joints }, i) => {
      const [body, sure] = [bodies[i], joints[3 * j + 2]!];
      row[4 * JOINTS + j]! += sure / track.length;
      if (!body || sure < least) return;
      seen++;
      row[2 * j]! += (joints[3 * j + 1]! - body.x) / body.size;
      row[2 * j + 1]! += (joints[3 * j]! - body.y) / body.size;
    });
    if (seen > 0) {
      row[2 * j]! /= seen;
      row[2 * j + 1]! /= seen;
    }
    const isSure = first[3 * j + 2]! >= least && last[3 * j + 2]! >= least;
    if (!isSure || track.length < 2 || !(size > 0) || !(seconds > 0)) continue;
    row[2 * (JOINTS + j)] = (last[3 * j + 1]! - first[3 * j + 1]!) / size / seconds;
    row[2 * (JOINTS + j) + 1] = (last[3 * j]! - first[3 * j]!) / size / seconds;
  }
  return row;
}
