/** How long JavaScript goes on before it waits for the device, which holds it up: most of the time that replays take. */

/** What is known of the replays of a recording. */
export interface Patience {
  /** Milliseconds to go on for. */
  readonly ms: number;
  /** Takes note of a replay: how long after its begin it was asked for, and was there. */
  learn(asked: number, there: number): void;
}

/** The share of a replay's time, as it differs from time to time. */
const SHARE = 0.75;

/** Knows nothing yet. */
export function newPatience(): Patience {
  let ms = 0;
  return {
    get ms() {
      return ms;
    },
    learn(asked, there) {
      // What is there already may have been for long.
      ms = there - asked < 0.5 ? ms / 2 : SHARE * there;
    },
  };
}
