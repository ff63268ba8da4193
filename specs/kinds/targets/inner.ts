/** Target `inner`: the inner borders of instances. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** The scale times the length of an instance, from either end of it inwards. */
export const inner = kind({
  kind: "inner",
  summary: "The scale times the length of an instance, from either end of it inwards",
  options: () => z.strictObject({}),
});
