/**
 * Buffers for what a recording computes in between. All recordings share them, since none of it lives from one replay to
 * the next and the device runs replays one after the other.
 */

/** The part of TensorFlow.js's buffer manager that this needs. */
export interface Buffers<Buffer> {
  acquireBuffer(size: number, usage: number): Buffer;
  releaseBuffer(buffer: Buffer): void;
}

/** The buffers of one recording. */
export interface Scratch<Buffer> {
  /** A buffer of `bytes` or somewhat more. */
  acquire(bytes: number): Buffer;
  /** Leaves a buffer to later operations of the recording; false where it is not one of these. */
  release(buffer: Buffer): boolean;
  /** Leaves all buffers to other recordings too: this one is made. */
  close(): void;
  /** Gives back the buffers that no other recording uses. */
  free(): void;
}

/** Makes buffers that recordings share, of a usage, none larger than `most` bytes unless asked for. */
export function sharedScratch<Buffer>(
  buffers: Buffers<Buffer>,
  usage: number,
  most: number,
): () => Scratch<Buffer> {
  const idle = new Map<number, Buffer[]>();
  const known = new Map<Buffer, { readonly size: number; users: number }>();

  function leave(buffer: Buffer): void {
    const { size } = known.get(buffer)!;
    idle.set(size, [...idle.get(size) ?? [], buffer]);
  }

  return () => {
    const used = new Set<Buffer>();
    const taken = new Set<Buffer>();
    return {
      acquire(bytes) {
        const size = Math.max(bytes, Math.min(most, roundedUp(bytes)));
        const buffer = idle.get(size)?.pop() ?? buffers.acquireBuffer(size, usage);
        if (!known.has(buffer)) known.set(buffer, { size, users: 0 });
        if (!used.has(buffer)) known.get(buffer)!.users++;
        used.add(buffer);
        taken.add(buffer);
        return buffer;
      },
      release(buffer) {
        const own = taken.delete(buffer);
        if (own) leave(buffer);
        return own;
      },
      close() {
        taken.forEach(leave);
        taken.clear();
      },
      free() {
        for (const buffer of used) {
          const about = known.get(buffer)!;
          if (--about.users > 0) continue;
          known.delete(buffer);
          idle.set(about.size, idle.get(about.size)!.filter((each) => each !== buffer));
          buffers.releaseBuffer(buffer);
        }
        used.clear();
      },
    };
  };
}

/** Four sizes for every power of two, so that tensors of almost one size share a buffer. */
export function roundedUp(bytes: number): number {
  if (bytes <= LEAST) return LEAST;
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 2);
  return Math.ceil(bytes / step) * step;
}

const LEAST = 256;
