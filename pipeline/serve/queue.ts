/** One job at a time; a bounded number of others wait. */

/** A place in the house, until it is left. */
export interface QueuePlace extends Disposable {
  /**
   * Does a job when all that asked before are done.
   *
   * @throws The reason of `signal`, when it is aborted before the job begins.
   */
  run<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** A queue of jobs. */
export interface JobQueue {
  /** A place, or undefined where all are taken. */
  enter(): QueuePlace | undefined;
  /** Whether a job is being done. */
  readonly isBusy: boolean;
  /** Places that are taken. */
  readonly taken: number;
  /** Whole seconds after which a place may be free, by how long the last job took. */
  readonly secondsLeft: number;
}

/** Opens a queue in which `waiting` jobs may be beside the one that is done. */
export function openQueue(waiting: number): JobQueue {
  const line: (() => void)[] = [];
  let [taken, isBusy, seconds] = [0, false, 1];
  const turn = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (!isBusy) {
      isBusy = true;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    line.push(resolve);
    const give = () => {
      const at = line.indexOf(resolve);
      // A turn that came in the same moment is passed on by `run`.
      if (at >= 0) line.splice(at, 1);
      if (at >= 0) reject(signal.reason);
    };
    signal.addEventListener("abort", give, { once: true });
    await promise.finally(() => signal.removeEventListener("abort", give));
  };
  const next = () => {
    const begin = line.shift();
    if (begin) begin();
    else isBusy = false;
  };
  return {
    get isBusy() {
      return isBusy;
    },
    get taken() {
      return taken;
    },
    get secondsLeft() {
      return Math.max(1, Math.ceil(seconds));
    },
    enter() {
      if (taken > waiting) return undefined;
      taken++;
      let isLeft = false;
      return {
        async run(job, signal) {
          await turn(signal);
          const began = performance.now();
          try {
            signal.throwIfAborted();
            return await job();
          } finally {
            seconds = (performance.now() - began) / 1000;
            next();
          }
        },
        [Symbol.dispose]() {
          if (!isLeft) taken--;
          isLeft = true;
        },
      };
    },
  };
}
