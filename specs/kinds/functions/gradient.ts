/** Control of gradients. */
import { type FunctionSpec, signal } from "./function.ts";

/** The functions of this family. */
export const gradients: readonly FunctionSpec[] = [
  {
    name: "stop_gradient",
    summary: "x as a constant",
    detached: true,
    parameters: [signal("x", "What is passed on")],
    result: (args) => ({ type: args.signal("x"), traits: { reach: 0 } }),
  },
];
