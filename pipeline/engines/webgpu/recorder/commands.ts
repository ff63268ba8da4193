/** Commands to the GPU that are kept, to be given again and again. */

/** A shader that runs. */
interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly size: readonly [number, number, number];
}

/** Bytes from the beginning of a buffer to a place in another. */
export interface Copy {
  readonly from: GPUBuffer;
  readonly to: GPUBuffer;
  readonly at: number;
  readonly bytes: number;
}

/** A command. */
export type Command = Dispatch | Copy;

/** Gives commands. */
export function encode(encoder: GPUCommandEncoder, commands: readonly Command[]): void {
  let pass: GPUComputePassEncoder | undefined;
  let pipeline: GPUComputePipeline | undefined;
  for (const command of commands) {
    if ("bytes" in command) {
      pass?.end();
      pass = undefined;
      encoder.copyBufferToBuffer(command.from, 0, command.to, command.at, command.bytes);
      continue;
    }
    if (!pass) {
      pass = encoder.beginComputePass();
      pipeline = undefined;
    }
    if (command.pipeline !== pipeline) pass.setPipeline(command.pipeline);
    pipeline = command.pipeline;
    pass.setBindGroup(0, command.group);
    pass.dispatchWorkgroups(...command.size);
  }
  pass?.end();
}

/** Stands in for the device's encoder, and adds what TensorFlow.js gives it to a list. */
export function notingEncoder(commands: Command[]): GPUCommandEncoder {
  let pipeline: GPUComputePipeline;
  let group: GPUBindGroup;
  const pass = {
    setPipeline: (next: GPUComputePipeline) => pipeline = next,
    setBindGroup: (_: number, next: GPUBindGroup) => group = next,
    dispatchWorkgroups: (x: number, y = 1, z = 1) => void commands.push({ pipeline, group, size: [x, y, z] }),
    end() {},
  };
  return { beginComputePass: () => pass } as unknown as GPUCommandEncoder;
}
