/** Lets what a test on webgpu began come to its end. */

/** Reads from the GPU are over in their turn, but end for Deno, which looks for what is left, in the next one. */
export function settled(name: string): Promise<void> {
  return new Promise((resolve) => name === "webgpu" ? setTimeout(resolve, 0) : resolve());
}
