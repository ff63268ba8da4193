/** Every encoder of the language: what makes features of the frames of a film. */
import { type Family, family } from "../kind.ts";
import { pose } from "./pose.ts";

/** The encoders by kind. */
export const ENCODERS: Family = family(pose);
