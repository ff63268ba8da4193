/** Target `outer`: the outer borders of instances. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** The scale times the length of an instance, from either end of it outwards, without any instance. */
export const outer = kind({
  kind: "outer",
  summary: "The scale times the length of an instance, from either end of it outwards, without any instance",
  options: () => z.strictObject({}),
});
