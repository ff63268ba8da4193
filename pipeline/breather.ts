/** Room for signals and timers in long computations: tensor operations and loops never wait. */

/** Where 50 ms have passed since it last did, gives a promise to wait for that lets signals and timers in. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () =>
    performance.now() - last < 50 ? undefined : new Promise((resolve) =>
      setTimeout(() => {
        last = performance.now();
        resolve();
      }, 0)
    );
}
