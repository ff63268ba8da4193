/** The time of a sample: where snippets lie in a video. */

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
