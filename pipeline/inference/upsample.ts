/** Samples between snippets: their values and their times. */

/**
 * `factor` samples per snippet at x = j (1 / factor), in doubles. Samples after the last snippet follow the last slope
 * ("extrapolate", as scipy's interp1d does it) or stay constant ("hold"). One snippet gives a constant map.
 *
 * @param map [T'] float32.
 * @returns [factor T'].
 */
export function upsample(map: Float32Array, factor: number, tail: "extrapolate" | "hold"): Float64Array {
  const length = map.length;
  const out = new Float64Array(factor * length);
  if (length === 1) return out.fill(map[0]!);
  const step = 1 / factor;
  let high = 1;
  let slope = Math.fround(map[1]! - map[0]!);
  for (let j = 0; j < out.length; j++) {
    const x = tail === "hold" ? Math.min(j * step, length - 1) : j * step;
    if (x > high && high < length - 1) {
      high++;
      slope = Math.fround(map[high]! - map[high - 1]!);
    }
    out[j] = slope * (x - (high - 1)) + map[high - 1]!;
  }
  return out;
}

/**
 * Seconds per sample of an upsampled map: `stride L / (upsample T' fps)`. With T' = L a snippet lasts stride / fps
 * seconds; a video of which only T' of L snippets are used is stretched back to its length.
 */
export function secondsPerSample(
  { stride, fps, length }: { stride: number; fps: number; length: number },
  snippets: number,
  upsample: number,
): number {
  return (stride * length) / (upsample * snippets * fps);
}
