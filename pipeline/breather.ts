/** What happens now and then in long computations: tensor operations and loops leave no room for signals and timers. */

/** Where 50 ms have passed since it last did, gives a promise to wait for that lets signals and timers in. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () =>
    performance.now() - last < 50 ? undefined : new Promise((resolve) =>
      // A timer takes two milliseconds to ring; `setImmediate` takes none, but lets signals in after a second or more.
      setTimeout(() => {
        last = performance.now();
        resolve();
      }, 0)
    );
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
