/** Lets what a test on webgpu began come to its end. */
import * as tf from "@tensorflow/tfjs-core";

/**
 * Reads from the GPU give their values at once, but Deno, which looks for what a test leaves, ends them some milliseconds
 * later. It ends them in order.
 */
export async function settled(name: string): Promise<void> {
  if (name !== "webgpu") return;
  const { device } = tf.findBackend(name) as unknown as { device: GPUDevice };
  await device.queue.onSubmittedWorkDone();
  await new Promise((resolve) => setTimeout(resolve, 0));
}
