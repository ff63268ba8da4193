/** Clipping `none`: gradients stay. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Gradients stay as they are. */
export const none = kind({
  kind: "none",
  summary: "Gradients stay as they are",
  options: () => z.strictObject({}),
});
