/** What happens now and then in long computations: tensor operations and loops leave no room for signals and timers. */

/** A timer takes two milliseconds to ring in Deno, four in browsers, which have nothing else. */
const soon: (act: () => void) => unknown = globalThis.setImmediate ?? setTimeout;

/** Waits until signals, timers and messages that have come were let in. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => soon(resolve));
}

/** Where 50 ms have passed since it last did, gives a promise to wait for that lets signals and timers in. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () =>
    performance.now() - last < 50 ? undefined : nextTurn().then(() => {
      last = performance.now();
    });
}

/** `act`, where a second has passed since it was last done. */
export function seldom(act: () => void): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < 1000) return;
    act();
    last = performance.now();
  };
}
