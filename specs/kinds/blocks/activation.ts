/** The activations that a block may end with. */
import { z } from "zod";

/** Option `activation`. */
export const ACTIVATIONS = z.enum(["none", "relu", "sigmoid", "tanh"]).default("none")
  .describe("Function applied to every output");
