/** Shifts along time. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";

/** y[b, t] = x[b, t + offset], 0 outside: [B, T, C] -> [B, T, C]. */
export function shiftTime(x: Tensor, offset: number): Tensor3D {
  const [batch, length, channels] = x.shape as [number, number, number];
  return shiftColumns(x, offset, 0, channels, batch, length);
}

/** `shiftTime` of the channels first .. first + count - 1: [B, T, C] -> [B, T, count]. */
export function shiftColumns(
  x: Tensor,
  offset: number,
  first: number,
  count: number,
  batch: number,
  length: number,
): Tensor3D {
  const kept = Math.max(0, length - Math.abs(offset));
  if (kept === 0) return tf.fill([batch, length, count], 0) as Tensor3D;
  const begin = Math.max(0, offset);
  const part = tf.slice(x, [0, begin, first], [batch, kept, count]);
  const before = Math.max(0, -offset);
  const padded = kept === length ? part : tf.pad(part, [[0, 0], [before, length - kept - before], [0, 0]]);
  return padded as Tensor3D;
}
