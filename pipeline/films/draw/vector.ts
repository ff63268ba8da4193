/** Vectors in space: what is drawn stands upright, with y up and z towards whoever looks. */

/** x, y, z. */
export type Vector = readonly [number, number, number];

/** a + part b */
export function along(a: Vector, b: Vector, part: number): Vector {
  return [a[0] + part * b[0], a[1] + part * b[1], a[2] + part * b[2]];
}

/** The vector of length 1 in a direction. */
export function unit(v: Vector): Vector {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** From a to b by a part. */
export function mixture(a: Vector, b: Vector, part: number): Vector {
  return along(along([0, 0, 0], a, 1 - part), b, part);
}

/** Turned about the upright axis: an angle of pi / 2 turns z to x. */
export function turned([x, y, z]: Vector, angle: number): Vector {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos + z * sin, y, z * cos - x * sin];
}
