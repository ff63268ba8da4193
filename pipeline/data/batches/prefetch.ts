/** Makes the next item while the present one is used. */

/** Items by their number, the next one under way. */
export interface Prefetch<T> {
  /**
   * The item of a step; the one of the next step is begun before this one is handed out. Any order of steps is right,
   * the ascending one is fast. What making an item throws is thrown here, at its own step.
   */
  take(step: number): Promise<T>;
  /** Waits for what is under way, and hands it out where it could be made. */
  close(): Promise<T | undefined>;
}

/**
 * Wraps a function of the step, which must not depend on when it is called.
 *
 * @param last The last step: nothing is made beyond it.
 */
export function prefetch<T>(make: (step: number) => Promise<T>, last: number): Prefetch<T> {
  let next: { readonly step: number; readonly item: Promise<T> } | undefined;

  function begin(step: number): void {
    const item = make(step);
    // Its error belongs to its step; until then nobody may be listening.
    item.catch(() => {});
    next = { step, item };
  }

  return {
    async take(step) {
      const item = await (next?.step === step ? next.item : make(step));
      next = undefined;
      if (step < last) begin(step + 1);
      return item;
    },
    async close() {
      const last = next;
      next = undefined;
      return await last?.item.catch(() => undefined);
    },
  };
}
