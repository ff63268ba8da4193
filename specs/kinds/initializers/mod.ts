/** Every kind of initial values of trainable tensors. */
import { type Family, family } from "../kind.ts";
import { constant } from "./constant.ts";
import { kaiming } from "./kaiming.ts";
import { normal } from "./normal.ts";
import { uniform } from "./uniform.ts";
import { xavier } from "./xavier.ts";
import { zeros } from "./zeros.ts";

/** The initial values by kind. */
export const INITIALIZERS: Family = family(uniform, xavier, kaiming, normal, zeros, constant);
