/** Stands for zod in pages: the options of a recipe were checked when it was read, and nothing checks them again there. */

/** Whatever is asked of it, and whatever it is called with, it gives itself. */
// deno-lint-ignore no-explicit-any
export const z: any = new Proxy(() => {}, { get: () => z, apply: () => z });
